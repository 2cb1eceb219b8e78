"""Text safety: secrets and personal data, found with exact spans and taken out. Pure."""

from answerback.guard.kinds import DEFAULT, Action, Finding, Kind, Policy, Rule
from answerback.guard.redact import Cleaned, clean, fingerprint
from answerback.guard.secrets.find import find

__all__ = [
    "DEFAULT",
    "Action",
    "Cleaned",
    "Finding",
    "Kind",
    "Policy",
    "Rule",
    "clean",
    "find",
    "fingerprint",
]
