"""How many secrets the guard finds, how many traps it falls into, how fast it is; other tools in the same run.

    sh scripts/guard_peers.sh PEERS
    .venv/bin/python -m benchmarks.guard --data ../shared/data --peers PEERS

Without the data or the peers their parts say "not run". `--misses 5` shows texts instead of writing the page;
`--speed` writes docs/benchmarks/guard_speed.md instead.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.guarding import (
    frightened,
    others,
    report,
    scoring,
    seeds,
    shapes,
    speed_report,
    spoken_seeds,
    traps,
)
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.frames import FIRST, SECOND, THIRD, Book

SEED = 20261122
OF_EACH = 200


def fresh(book: Book, count: int, *, seed: int) -> list[Sample]:
    """`count` texts of each class of secret, four times as many of each group of traps with numbers in them."""
    return list(made(random.Random(SEED + seed), book, count))


def made(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    yield from seeds.written(dice, book, count)
    yield from spoken_seeds.spoken(dice, book, count)
    yield from shapes.shapes(dice, book, count)
    yield from others.keys(dice, book, count)
    yield from others.codes(dice, book, count)
    yield from others.personal(dice, book, count)
    yield from traps.traps(dice, book, 4 * count)


def misses(samples: list[Sample], most: int) -> None:
    """What was left over, for whoever mends the engine."""
    for label, score in scoring.scored(samples, scoring.ours(samples)).items():
        wrong = score.flagged if score.flagged or not score.found else score.total - score.gone
        if wrong:
            sys.stdout.write(f"{label}: {wrong} of {score.total}\n")
            sys.stdout.writelines(f"    {text!r}\n" for text in score.missed[:most])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--of-each", type=int, default=OF_EACH)
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    first, second, third = (
        fresh(book, given.of_each, seed=seed) for seed, book in enumerate((FIRST, SECOND, THIRD), start=1)
    )
    by_hand = list(frightened.frightened(random.Random(SEED)))
    if given.speed:
        speed_report.write(second, given.data, given.peers)
    elif given.misses:
        misses([*first, *by_hand], given.misses)
    else:
        report.write(first, second, third, by_hand, given.data, given.peers)


if __name__ == "__main__":
    main()
