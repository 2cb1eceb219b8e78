"""Where two spellings part: for marking the characters of an imitation."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from answerback.chains.lookalikes import Piece

LONGEST = 253  # characters of a host name (RFC 1035)


def pieces(asked: str, official: str) -> tuple[Piece, ...]:
    """`asked` cut where it parts from `official`; what is left out shows as an empty piece that differs.

    >>> pieces("lanyuе.example", "lanyue.example")
    (Piece(text='lanyu', differs=False), Piece(text='е', differs=True), Piece(text='.example', differs=False))
    """
    return tuple(_pieces(asked[:LONGEST], official[:LONGEST]))


def _pieces(asked: str, official: str) -> Iterator[Piece]:
    if len(asked) == len(official):
        for differs, run in groupby(zip(asked, official, strict=True), key=lambda pair: pair[0] != pair[1]):
            yield Piece("".join(pair[0] for pair in run), differs)
        return
    compared = SequenceMatcher(None, official, asked, autojunk=False)
    for how, _, _, start, end in compared.get_opcodes():
        yield Piece(asked[start:end], how != "equal")
