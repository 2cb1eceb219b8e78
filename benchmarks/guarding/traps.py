"""Hard negatives: public strings, numbers, warnings, talk about secrets, lists, code and prose."""

import random
from collections.abc import Iterator

from benchmarks.guarding import noise
from benchmarks.guarding.filling import Sample, filled
from benchmarks.guarding.frames import Book


def traps(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    """`count` of each group; a template without holes comes once."""
    makers = noise.makers(dice)
    for group, lines in book.groups("trap").items():
        fixed = [line for line in lines if "‹" not in line]
        moving = [line for line in lines if "‹" in line]
        chosen = fixed + [dice.choice(moving) for _ in range(count if moving else 0)]
        for line in chosen:
            yield filled(line, label=f"trap: {group}", kind=None, secrets={}, noise=makers)
