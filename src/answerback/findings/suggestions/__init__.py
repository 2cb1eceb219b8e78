"""What users wish for, in their own words, grouped into product work with its weight of evidence."""
