"""Answerback (回访通): a wallet's follow-up call, provable to the person who is rung."""

__version__ = "0.1.0"
