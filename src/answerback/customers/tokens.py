"""Secrets that a browser carries: 256 random bits; the database knows their SHA-256 only."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """SHA-256 in hex. Enough without salt or stretching, as the token has 256 bits of its own."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
