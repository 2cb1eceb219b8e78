"""Whom we may ring: numbers, consent, do-not-call, zone, language; and the sessions of the portal."""
