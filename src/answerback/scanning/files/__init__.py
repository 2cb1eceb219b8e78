"""Readers of files: how octets become pieces, and how a redacted file takes the old one's place."""
