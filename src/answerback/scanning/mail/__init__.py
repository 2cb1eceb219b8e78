"""Readers of mail: headers, parts, what is encoded in them, and pages of HTML."""
