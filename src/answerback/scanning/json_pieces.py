"""A JSON text as pieces: each value, and phrases across the items of its lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

from answerback.scanning.json_text import Value, values
from answerback.scanning.pieces import Edit, Lower, Piece, Place
from answerback.scanning.words_apart import ONLY, phrases

Text = TypeVar("Text", str, bytes)


def is_json(text: str) -> bool:
    """Whether the text can be read as JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def pieces_of(text: str, place: Place, lower: Lower[Text]) -> list[Piece[Text]]:
    """The pieces of a JSON text that stands at this place, and phrases across the items of its lists."""
    found = list(values(text))
    pieces = [
        Piece(_at(place, one.path), one.laid.text, _lowering(one, lower), one.name)
        for one in found
        if one.laid.text
    ]
    for path, items in groupby(
        (one for one in found if not one.is_member), key=lambda one: one.path.rpartition(".")[0]
    ):
        for phrase in phrases([one.laid for one in items]):
            pieces.append(Piece(_at(place, path), phrase.text, _then(phrase.lower, lower), only=ONLY))
    return pieces


def _at(place: Place, path: str) -> Place:
    return Place(place.source, place.row, ".".join(word for word in (place.part, path) if word))


def _lowering(value: Value, lower: Lower[Text]) -> Lower[Text]:
    if value.is_quoted:
        return _then(value.laid.lower, lower)
    start, end = value.laid.starts[0], value.laid.ends[-1]

    def as_string(edits: Sequence[Edit[str]]) -> list[Edit[Text]]:
        """A number cannot be redacted in part and stay JSON: the whole of it becomes a string."""
        return lower([Edit(start, end, json.dumps("".join(one.into for one in edits), ensure_ascii=False))])

    return as_string


def _then(first: Lower[str], second: Lower[Text]) -> Lower[Text]:
    return lambda edits: second(first(edits))
