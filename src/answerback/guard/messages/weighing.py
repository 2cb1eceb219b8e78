"""From reasons to a verdict: each code weighs its points once, some weigh more in company."""

from collections.abc import Set

from answerback.guard.messages.kinds import Verdict
from answerback.guard.messages.tables import rulebook

CHECK, STOP = 4, 8
CERTAIN = 1
"""What `wording` weighs more where the model would say `stop`: enough for `check`, never for `stop`."""


def points(codes: Set[str], *, certain: bool = False) -> int:
    """Signs of honesty take points off, unless one reason is grave by itself. `certain`: the model is.

    >>> points({"urgency"}), points({"asks_code"})
    (1, 8)
    """
    book = rulebook()
    single = [book.codes[code].points for code in codes]
    more = sum(more for together, more in book.together if together <= codes) + (CERTAIN if certain else 0)
    grave = max(single, default=0) > CHECK
    return max(0, more + sum(weight for weight in single if weight > 0 or not grave))


def score(weight: int) -> float:
    """0 to 1: 4 points are 0.5 and 8 are 0.75, whatever comes on top counts less and less."""
    return round(1 - float(0.5 ** (weight / CHECK)), 4)


def verdict(weight: int) -> Verdict:
    if weight >= STOP:
        return Verdict.STOP
    return Verdict.CHECK if weight >= CHECK else Verdict.NOTHING_KNOWN
