"""Simplified Chinese: 2026年11月22日 14:03."""
