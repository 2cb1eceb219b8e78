"""How the work of a text grows with its length, measured so that a busy machine does not matter."""

from collections.abc import Callable
from time import process_time

TIMES_LONGER = 10
IN_PROPORTION = 40
"""Between what ten times the text costs in proportion (10) and in its square (100), far from both."""


def growth(work: Callable[[str], object], unit: str, *, length: int) -> float:
    """Processor time of ten times `length` characters over that of `length`, the smallest of up to five tries.

    A neighbour on the machine only ever makes one try slower, so the least is nearest the truth.
    """
    shorter, longer = unit * (length // len(unit)), unit * (TIMES_LONGER * length // len(unit))
    work(shorter)
    least = float("inf")
    for _ in range(5):
        least = min(least, seconds(work, longer) / min(seconds(work, shorter) for _ in range(3)))
        if least < IN_PROPORTION:
            break
    return least


def seconds(work: Callable[[str], object], text: str) -> float:
    began = process_time()
    work(text)
    return max(process_time() - began, 1e-4)
