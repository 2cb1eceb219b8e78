"""What happened: append-only entries, sealed into one hash chain per wallet."""
