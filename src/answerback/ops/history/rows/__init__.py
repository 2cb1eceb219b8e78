"""The plan as rows of the database and entries of the journal, as the verbs would have written them."""
