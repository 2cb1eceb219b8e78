"""Text safety: secrets and personal data, found with exact spans and taken out. Pure."""

from answerback.guard.kinds import Action, Finding, Kind
from answerback.guard.policy import DEFAULT, Policy, PolicyError, Rule
from answerback.guard.redact import Cleaned, clean
from answerback.guard.secrets.find import find
from answerback.guard.secrets.stream import Warning, Watcher
from answerback.guard.stored import Kept, fingerprint, kept, keyed

__all__ = [
    "DEFAULT",
    "Action",
    "Cleaned",
    "Finding",
    "Kept",
    "Kind",
    "Policy",
    "PolicyError",
    "Rule",
    "Warning",
    "Watcher",
    "clean",
    "find",
    "fingerprint",
    "kept",
    "keyed",
]
