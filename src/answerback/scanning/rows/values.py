"""What a database hands over, as text: words, numbers, and octets that are text all the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from answerback.guard import DEFAULT
from answerback.scanning.rows.tables import OCTETS, Column
from answerback.scanning.search import named

NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NO_FRACTION = re.compile(r"\.0+\Z")
LARGEST_EXACT = 1e17
FEWEST_DIGITS, TELLING_DIGITS = 7, ("482", "4821", "482913")


@dataclass(frozen=True)
class Text:
    """`raw` as the database gave it, for comparing. `octets`: it stands there as octets, not as text."""

    text: str
    raw: Any
    encoding: str = ""
    is_number: bool = False

    def stored(self, text: str) -> Any:
        """Another text in its place, as the database takes it."""
        if self.is_number:
            return None
        return text.encode(self.encoding, "surrogateescape") if self.encoding else text


def text_of(raw: Any, column: Column, encoding: str) -> Text | None:
    """None for octets that are no text. `encoding`: of an SQLite file, whose text comes as octets."""
    if raw is None:
        return Text("", raw)
    if isinstance(raw, bytes | memoryview):
        return Text(bytes(raw).decode(encoding, "surrogateescape"), raw, encoding)
    if isinstance(raw, int | float) or column.is_number:
        return Text(_number(raw, column.label), raw, is_number=True)
    return _octets(raw) if encoding or column.is_octets else Text(str(raw), raw)


def _octets(raw: str) -> Text | None:
    """As UTF-8, if that is what they are."""
    if not raw.startswith(OCTETS):
        return None
    try:
        text = bytes.fromhex(raw[1:]).decode()
    except UnicodeDecodeError:
        return None
    return None if NOT_IN_TEXT.search(text) else Text(text, raw, "utf-8")


def _number(raw: Any, label: str) -> str:
    """Its digits, where they may say something under this name; a small number mostly says nothing."""
    is_whole = isinstance(raw, float) and abs(raw) < LARGEST_EXACT and raw == int(raw)
    digits = NO_FRACTION.sub("", str(int(raw) if is_whole else raw))
    return digits if len(digits) >= FEWEST_DIGITS or _is_telling(label) else ""


@lru_cache(maxsize=10_000)
def _is_telling(label: str) -> bool:
    """Whether a bare number of few digits is a code, a PIN or a CVV under this name."""
    return any(named(label, digits, DEFAULT) for digits in TELLING_DIGITS)
