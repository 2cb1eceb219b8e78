"""Dates and times per language, 24 hours everywhere (Django's FORMAT_MODULE_PATH)."""
