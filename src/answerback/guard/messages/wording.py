"""The model that knows how fraud is worded, if it is there. What it finds is a reason like any other: `wording`."""

from functools import cache
from importlib import import_module
from typing import cast

from answerback.guard.messages.kinds import Model

MODEL = "answerback.guard.messages.model"


@cache
def model() -> Model | None:
    """Loaded once, when first asked for; None where it was not installed."""
    try:
        return cast(Model, import_module(MODEL).load())
    except (ImportError, OSError):
        return None
