"""Measures and reports, read-only: figures kept from the journal, each opening the calls behind it."""
