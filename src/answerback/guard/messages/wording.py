"""The model that knows how fraud is worded. What it finds is a reason like any other: `wording`."""

from functools import cache

from answerback.guard.messages.kinds import Model


@cache
def model() -> Model:
    """Loaded once, when first asked for: who judges by the rules alone does not pay for it."""
    from answerback.guard.messages.model import load

    return load()
