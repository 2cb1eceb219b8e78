"""How entries of the journal become counts. Pure: no database, no clock; the same for counting and recounting."""
