"""The words by which a forbidden question is known, from `data/forbidden.toml`.

`Never` names what a follow-up call never asks for (DESIGN, section 5: what this person will never ask).
A strong word is forbidden wherever it stands unless its clause is plainly harmless; a weak word is forbidden
only where it is asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "forbidden.toml").read_text("utf-8")
)


class Never(StrEnum):
    """What is never asked for; the values are part of the fault codes."""

    PASSWORD = "password"  # noqa: S105 -- the name of a thing, not a secret
    CODE = "code"
    KEY = "key"
    SEED_PHRASE = "seed_phrase"
    ID_NUMBER = "id_number"
    CARD_NUMBER = "card_number"
    BALANCE = "balance"
    SCREEN = "screen"
    REMOTE = "remote_control"
    INSTALL = "install"
    TRANSFER = "transfer"


def any_of(alternatives: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def frame(name: str) -> re.Pattern[str]:
    """A pattern of the [frames] table."""
    return any_of(WORDS["frames"][name])


STRONG = {never: any_of(WORDS["strong"][never.value]) for never in Never}
WEAK = {Never(name): any_of(words) for name, words in WORDS["weak"].items()}
LAST_FOUR = any_of(WORDS["asking"]["last_four"])
MOVE_MONEY = any_of(WORDS["asking"]["move_money"])
