"""What has become more frequent than it should be: a fault of the product, told from a season. Pure.

Things are counted by day in families: the rails of "payment not arrived", the screens that are hard to use. A season
(a holiday, a sale, salary day) brings more of a whole family; a fault brings more of one member. So a member's last
week is compared with what its usual share of the family's same week would be. The usual share is that of the eight
weeks before the alarm's own week and a week's gap. How much weekly shares scatter anyway (`phi`, at least 1) is
measured on those eight weeks, and the excess is judged in standard deviations after Anscombe's transform
("The transformation of Poisson, binomial and negative-binomial data", 1948), which holds for small counts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

WEEK = 7
WINDOWS = (7, 14, 28)
"""Days looked back over: a week shows a great rise soon, four weeks a smaller one surely."""
BASELINE_WEEKS = 8
GAP_DAYS = 7
FEWEST = 8
"""Things in the last week; fewer are no reason to wake anybody."""
EXCESS = 3.5
"""Standard deviations. Chosen by measurement: docs/benchmarks/insight.md says how many false alarms a year it gives."""
MOST_OF_IT = 0.8
"""A member that is nearly its whole family has nothing to be compared with."""
RATIO = 1.6
"""A smaller rise is no fault that one must hear of at once."""
OVER = 1.2
"""Once raised, an alarm lasts until the week is no more than so many times the usual."""

Days = Mapping[date, int]
Family = Mapping[str, Days]


@dataclass(frozen=True)
class Change:
    """`member` of `family` is `ratio` times its usual since `since`; seen on `found_on`, over by `ended_on`.

    `n` things in the week in which it was found, where `expected` were usual.
    """

    family: str
    member: str
    since: date
    found_on: date
    ended_on: date | None
    ratio: float
    n: int
    expected: float
    excess: float


def changes(families: Mapping[str, Family], *, since: date, until: date) -> tuple[Change, ...]:
    """Every change found on a day from `since` to `until`, in the order in which they were found."""
    found = [one for name, family in families.items() for one in _of_family(name, family, since, until)]
    return tuple(sorted(found, key=lambda one: (one.found_on, one.family, one.member)))


def _of_family(name: str, family: Family, since: date, until: date) -> Iterator[Change]:
    """The member that changed first is taken out before the others are judged: its fall is not their rise."""
    rest = dict(family)
    while len(rest) > 1:
        found = [
            one for member in rest for one in _of_member(name, _counts(rest, member), member, since, until)
        ]
        if not found:
            return
        first = min(found, key=lambda one: (one.found_on, -one.excess, one.member))
        yield from (one for one in found if one.member == first.member)
        del rest[first.member]


@dataclass(frozen=True)
class _Counts:
    """Running sums by day: of the member and of its family."""

    first: date
    member: Sequence[int]
    family: Sequence[int]

    def of(self, last: date, days: int) -> tuple[int, int]:
        """How many in the days that end with `last`: of the member, of the family."""
        end = max(0, min((last - self.first).days + 1, len(self.member) - 1))
        begin = max(0, min((last - self.first).days + 1 - days, end))
        return self.member[end] - self.member[begin], self.family[end] - self.family[begin]


def _counts(family: Family, member: str) -> _Counts:
    days = {day for counted in family.values() for day in counted}
    first, last = min(days), max(days)
    mine, all_of_it = [0], [0]
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        mine.append(mine[-1] + family[member].get(day, 0))
        all_of_it.append(all_of_it[-1] + sum(counted.get(day, 0) for counted in family.values()))
    return _Counts(first, mine, all_of_it)


def _of_member(name: str, counts: _Counts, member: str, since: date, until: date) -> Iterator[Change]:
    standing: Change | None = None
    for day in _days(since, until):
        if standing is None:
            standing = _raised(name, counts, member, day)
        elif _is_over(counts, standing, day):
            yield _ended(standing, day)
            standing = None
    if standing is not None:
        yield standing


def _raised(name: str, counts: _Counts, member: str, day: date) -> Change | None:
    for window in WINDOWS:
        change = _raised_in(name, counts, member, day, window)
        if change is not None:
            return change
    return None


def _raised_in(name: str, counts: _Counts, member: str, day: date, window: int) -> Change | None:
    before = day - timedelta(days=window + GAP_DAYS)
    usual = _usual(counts, before)
    n, all_of_it = counts.of(day, window)
    if usual is None or n < FEWEST or usual.share > MOST_OF_IT:
        return None
    # The rest of the family says how much there is to expect, so that the excess does not hide in their sum.
    rest = max(1, all_of_it - n)
    expected = max(0.5, rest * usual.share / (1 - usual.share))
    # Chance is in all four numbers: the member's and the rest's, now and before.
    noise = usual.phi * (1 + expected * (1 / rest + 1 / max(1, usual.n) + 1 / max(1, usual.rest)))
    excess = 2 * (sqrt(n + 0.375) - sqrt(expected + 0.375)) / sqrt(noise)
    if excess < EXCESS or n < RATIO * expected or _is_usual_week(counts, usual.share, day):
        return None
    began = _began(counts, usual.share, day)
    return Change(name, member, began, day, None, n / expected, n, expected, excess)


@dataclass(frozen=True)
class _Usual:
    """The share before, of `n` things of the member and `rest` others; `phi`: how much more it scatters than chance."""

    share: float
    n: int
    rest: int
    phi: float


def _usual(counts: _Counts, last: date) -> _Usual | None:
    """What was usual in the weeks that end with `last`; None where too little is known."""
    weeks = [counts.of(last - timedelta(days=WEEK * back), WEEK) for back in range(BASELINE_WEEKS)]
    mine, all_of_it = sum(one for one, _ in weeks), sum(whole for _, whole in weeks)
    if (last - counts.first).days < WEEK * BASELINE_WEEKS - 1 or all_of_it < FEWEST * BASELINE_WEEKS:
        return None
    share = (mine + 0.5) / (all_of_it + 1)
    scatter = sum((one - whole * share) ** 2 / (whole * share * (1 - share)) for one, whole in weeks if whole)
    return _Usual(share, mine, all_of_it - mine, max(1.0, scatter / (BASELINE_WEEKS - 1)))


def _began(counts: _Counts, share: float, found: date) -> date:
    """The day from which the excess over the usual is largest (a cumulative sum, four weeks back at the most)."""
    best, excess, began = 0.0, 0.0, found
    for back in range(WEEK * 4):
        day = found - timedelta(days=back)
        mine, all_of_it = counts.of(day, 1)
        excess += mine - OVER * (all_of_it - mine) * share / (1 - share)
        if excess > best:
            best, began = excess, day
    return began


def _is_over(counts: _Counts, standing: Change, day: date) -> bool:
    """Compared with what was usual before it began; after twelve weeks it is the new usual."""
    if (day - standing.found_on).days > WEEK * 12:
        return True
    usual = _usual(counts, standing.since - timedelta(days=GAP_DAYS))
    return usual is None or _is_usual_week(counts, usual.share, day)


def _is_usual_week(counts: _Counts, share: float, day: date) -> bool:
    """Whether the last week is about as usual, whatever was before it."""
    n, all_of_it = counts.of(day, WEEK)
    return n <= OVER * max(0.5, (all_of_it - n) * share / (1 - share))


def _ended(change: Change, day: date) -> Change:
    return Change(**{**vars(change), "ended_on": day})


def _days(since: date, until: date) -> Iterable[date]:
    return (since + timedelta(days=offset) for offset in range((until - since).days + 1))
