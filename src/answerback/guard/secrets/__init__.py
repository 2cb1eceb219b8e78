"""Secrets and personal data in a text: the detectors, one room for each kind. Pure."""
