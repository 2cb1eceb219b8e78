"""Anybody's face: no log-in, no cookie."""
