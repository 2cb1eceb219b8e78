"""Seed phrases that were put into a sheet or list one word to a cell: read together, as the thief would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from answerback.guard import Kind
from answerback.ops.scanning.layers import Laid, joined

FEWEST, MOST = 11, 400
WORD = re.compile(r"\s*[^\W\d_]{1,12}\s*")
ONLY = frozenset({Kind.SEED_PHRASE})


def phrases(cells: Sequence[Laid]) -> Iterator[Laid]:
    """Each run of eleven and more cells that hold one word."""
    if len(cells) < FEWEST:
        return
    for is_word, run in groupby(cells, key=lambda cell: WORD.fullmatch(cell.text) is not None):
        together = list(run)
        if is_word and FEWEST <= len(together) <= MOST:
            yield joined(together)
