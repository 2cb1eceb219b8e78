"""Hazards and reports of one fraud campaign are found, joined, and told to the security desk."""
