"""An act: somebody writes a text where it may be written, by page, by API or by verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from answerback.wallets.places import Place

# A valid recovery phrase of short words: it fits into a name of sixty characters.
SEED = "zoo rib fog oil pig tip gun fox jar oak gym above"
TRACES = ["rib fog", "pig tip", "gun fox", "oak gym"]


@dataclass(frozen=True)
class Act:
    """`proves`: names of the registry that this writes to. `place` is empty below the door (`wallets`)."""

    name: str
    place: Place | None
    proves: tuple[str, ...]
    do: Callable[[Any, str], object]
