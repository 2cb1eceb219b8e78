"""Text safety: secrets and personal data, found with exact spans and taken out. Pure.

Names are loaded when they are first asked for (PEP 562): the checkers of links and messages lie in this package too,
and do not pay for the engine of secrets.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
WHERE = {
    "kinds": ("Action", "Finding", "Kind"),
    "policy": ("DEFAULT", "Policy", "PolicyError", "Rule"),
    "redact": ("Cleaned", "clean"),
    "secrets.find": ("find",),
    "secrets.stream": ("Warning", "Watcher"),
    "stored": ("Kept", "fingerprint", "kept", "keyed"),
}
"""Which module has which of the public names."""


def __getattr__(name: str) -> Any:
    """A public name, looked up once."""
    for module, names in WHERE.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
