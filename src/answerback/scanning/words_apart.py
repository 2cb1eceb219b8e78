"""Seed phrases that were put into a sheet or list in several cells: read together, as the thief would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from answerback.guard import Kind
from answerback.scanning.layers import Laid, joined

FEWEST, MOST = 11, 400
LEAST_VARIETY = 0.5
"""A column of states says the same few words again and again."""

ALONE = 10
"""A cell with more words than this may hold a phrase by itself, and was looked into by itself."""

WORD = re.compile(r"[^\W\d_]{1,12}")
ONE_WORD = re.compile(r"\s*[^\W\d_]{1,12}\s*")
OTHER = re.compile(r"\d{3}|[^\W\d_]{13}|[^\w\s.,;:、，)]")
"""In no part of a phrase: long numbers, long words, signs other than those between words."""

ONLY = frozenset({Kind.SEED_PHRASE})


def phrases(cells: Sequence[Laid]) -> Iterator[Laid]:
    """Each run of cells that hold one to ten words each and eleven and more together; empty ones do not count."""
    for is_part, run in groupby((one for one in cells if one.text.strip()), key=_is_part):
        together = list(run)
        words = sum(len(WORD.findall(one.text)) for one in together)
        if is_part and len(together) > 1 and FEWEST <= words <= MOST:
            yield joined(together)


def _is_part(cell: Laid) -> bool:
    return (
        len(cell.text) <= 200 and 1 <= len(WORD.findall(cell.text)) <= ALONE and not OTHER.search(cell.text)
    )
