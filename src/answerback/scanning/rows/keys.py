"""How a row is told of and found again without its key, where the key holds a secret or a part of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from answerback.guard import DEFAULT, find
from answerback.guard.stored import Mac
from answerback.scanning.pieces import Json
from answerback.scanning.search import named

LONGEST, MOST_WORDS = 64, 3
"""A longer key is a text: half a phrase may be one."""

SMALL = 10**8
COUNTERS = {"rowid", "id", "ctid"}


def is_harmless(names: Sequence[str], key: Sequence[Json]) -> bool:
    """Whether a key may be written down. Octets may not: they may be the text that somebody keeps as octets."""
    return all(map(_is_harmless_part, names, key)) and (len(key) == 1 or not find(_written(key)))


def _is_harmless_part(name: str, part: Json) -> bool:
    if isinstance(part, dict):
        return False
    if isinstance(part, int) and part < SMALL and name in COUNTERS:
        return True
    return _is_harmless_text(name, str(part))


@lru_cache(maxsize=20_000)
def _is_harmless_text(name: str, text: str) -> bool:
    is_short = len(text) <= LONGEST and len(text.split()) <= MOST_WORDS
    return is_short and not named(name, text, DEFAULT)


def _written(key: Sequence[Json]) -> str:
    return " ".join(map(str, key))


def shown(key: Sequence[Json]) -> str:
    """A harmless key for reports."""
    return ",".join(map(str, key))


def code_of(table: str, key: Sequence[Json], mac: Mac) -> str:
    """A keyed digest of a key (hexadecimal): in a plan it stands for the key, and the row is found by it."""
    plain = json.dumps([table, *key], ensure_ascii=False)
    return mac(b"row key" + plain.encode("utf-8", "surrogatepass")).hex()
