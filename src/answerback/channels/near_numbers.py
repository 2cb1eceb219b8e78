"""Which published number is one, or which one does it resemble? Looked up, however many are published.

Every trick of `numbers.lookalike` leaves something to look up by: the digits behind what was put before them, the
digits without one of them. What is found so is then judged by the tricks themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from answerback.channels.kinds import Published
from answerback.guard.links.edits import shortened
from answerback.numbers.lookalike import MOST_ADDED, Trick, national, trick_between
from answerback.numbers.short import is_short

MOST_COMPARED = 200
NEAREST = (
    *(Trick.SAME, Trick.COUNTRY_CODE, Trick.SWAPPED, Trick.CHANGED, Trick.MISSING, Trick.INSERTED),
    *(Trick.PREFIX, Trick.SUFFIX),
)


class NearNumbers:
    """An index of numbers by all that a look-alike shares with them. `region`: ISO 3166."""

    def __init__(self, numbers: Iterable[Published], region: str) -> None:
        self._numbers = [(national(one.value, region), one) for one in numbers]
        self._by_digits: defaultdict[str, list[int]] = defaultdict(list)
        self._by_form: defaultdict[str, list[int]] = defaultdict(list)
        self._short: defaultdict[str, list[int]] = defaultdict(list)
        for place, (digits, one) in enumerate(self._numbers):
            self._by_digits[digits].append(place)
            for form in {digits, *shortened(digits)}:
                self._by_form[form].append(place)
            if is_short(one.value):
                self._short[one.value].append(place)

    def of(self, typed: str, digits: str) -> tuple[Published, Trick] | None:
        """`typed` as it is dialled and `digits` its national form. The nearest; the first published of equals."""
        found = [
            (NEAREST.index(trick), place)
            for place in sorted(self._candidates(typed, digits))[:MOST_COMPARED]
            if (trick := self._trick(place, typed, digits)) is not None
        ]
        if not found:
            return None
        rank, place = min(found)
        return self._numbers[place][1], NEAREST[rank]

    def _trick(self, place: int, typed: str, digits: str) -> Trick | None:
        own, one = self._numbers[place]
        return trick_between(digits, own, one.value, typed)

    def _candidates(self, typed: str, digits: str) -> set[int]:
        return set(self._looked_up(typed, digits))

    def _looked_up(self, typed: str, digits: str) -> Iterator[int]:
        for start in range(len(typed)) if self._short else ():
            yield from self._short.get(typed[start:], ())
        for added in range(min(MOST_ADDED, len(digits)) + 1):
            yield from self._by_digits.get(digits[added:], ())
            yield from self._by_digits.get(digits[: len(digits) - added], ())
        bare = typed.removeprefix("+")
        forms = {digits, *shortened(digits)}
        if bare != digits:
            forms |= {bare, *shortened(bare)}
        for form in forms:
            yield from self._by_form.get(form, ())
