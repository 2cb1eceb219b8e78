"""The figures of some days: read from the counts alone, each with its numerator, denominator and interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from answerback.insight import histogram, intervals
from answerback.insight.intervals import Interval
from answerback.insight.measures import BY_NAME, ENOUGH, MEASURES, Measure, Unit
from answerback.insight.models import Count, Cursor
from answerback.insight.slices import slice_for
from answerback.wallets.models import Wallet

DIMENSIONS = ("purpose", "kind", "agent", "language")


@dataclass(frozen=True)
class Figure:
    """One figure. `value` is None when nothing was counted; its unit is `measure.unit`.

    `numerator`/`denominator` are what the formula divides (for the net score, numerator is promoters minus
    detractors; for a mean, the sum of the scores); `too_few` when n < `measures.ENOUGH`.
    """

    measure: Measure
    value: float | None
    numerator: int
    denominator: int
    n: int
    interval: Interval | None
    buckets: Mapping[str, int] = field(default_factory=dict)
    is_withheld: bool = False

    @property
    def name(self) -> str:
        """The measure's name."""
        return self.measure.name

    @property
    def too_few(self) -> bool:
        """Whether one should not judge by it yet; a plain count can always be read."""
        return self.measure.unit is not Unit.COUNT and self.n < ENOUGH


@dataclass(frozen=True)
class Figures:
    """All figures of one wallet from `since` to `until`, both days included, under the filters."""

    since: date
    until: date
    filters: Mapping[str, str]
    by_name: Mapping[str, Figure]
    counted_to: datetime | None

    def __getitem__(self, name: str) -> Figure:
        return self.by_name[name]


def figures(
    wallet: Wallet,
    since: date,
    until: date,
    *,
    purpose: str = "",
    kind: str = "",
    agent: UUID | str = "",
    language: str = "",
    today: date | None = None,
) -> Figures:
    """Every figure of these days. `today`, the wallet's own, leaves out days that are still being decided."""
    filters = _filters(purpose, kind, agent, language)
    counted = _counted(wallet, since, until, filters, today=today, by=())
    found = {one.name: figure_of(one, counted.get((), {})) for one in MEASURES}
    cursor = Cursor.objects.first()
    return Figures(since, until, filters, found, cursor.latest_at if cursor else None)


def by_week(
    wallet: Wallet, name: str, since: date, until: date, *, today: date | None = None, **filters: str
) -> tuple[tuple[date, Figure], ...]:
    """The figure of each week, named by its Monday; the first and last may be cut by `since` and `until`."""
    chosen, measure = _filters(**filters), BY_NAME[name]
    days = _counted(wallet, since, until, chosen, today=today, by=("day",), measures=(measure,))
    weeks: dict[date, dict[tuple[str, str], int]] = {}
    for (day,), counts in days.items():
        week = weeks.setdefault(_monday(day), {})
        for key, n in counts.items():
            week[key] = week.get(key, 0) + n
    return tuple((monday, figure_of(measure, weeks.get(monday, {}))) for monday in _mondays(since, until))


def split(
    wallet: Wallet,
    name: str,
    dimension: str,
    since: date,
    until: date,
    *,
    today: date | None = None,
    **filters: str,
) -> tuple[tuple[str, Figure], ...]:
    """The figure for each value of a dimension ("kind": each kind), the largest n first; "" is unknown."""
    if dimension not in DIMENSIONS:
        raise ValueError(dimension)
    chosen, measure = _filters(**filters), BY_NAME[name]
    parts = _counted(wallet, since, until, chosen, today=today, by=(dimension,), measures=(measure,))
    found = [(str(part), figure_of(measure, counts)) for (part,), counts in parts.items()]
    return tuple(sorted((one for one in found if one[1].n), key=lambda one: (-one[1].n, one[0])))


def last_day(measure: Measure, until: date, today: date | None) -> date:
    """The last of the days until `until` that is decided: of what needs a week, the eighth day before today."""
    settles = measure.settles_days
    return until if today is None else min(until, today - timedelta(days=settles + bool(settles)))


def figure_of(measure: Measure, counts: Mapping[tuple[str, str], int]) -> Figure:
    """The figure from counts by (measure, bucket)."""
    buckets = {bucket: n for (counted, bucket), n in counts.items() if counted == measure.counted and n}
    match measure.unit:
        case Unit.SHARE:
            return _share(measure, buckets)
        case Unit.MEAN:
            return _mean(measure, buckets)
        case Unit.POINTS:
            return _net(measure, buckets)
        case Unit.SECONDS:
            return _percentile(measure, buckets)
        case Unit.COUNT:
            n = sum(buckets.values())
            return Figure(measure, n, n, n, n, None, buckets)


def _share(measure: Measure, buckets: Mapping[str, int]) -> Figure:
    hits, n = _sum(buckets, measure.hits), _sum(buckets, measure.buckets)
    if not n:
        return Figure(measure, None, 0, 0, 0, None)
    return Figure(measure, hits / n, hits, n, n, intervals.wilson(hits, n), buckets)


def _mean(measure: Measure, buckets: Mapping[str, int]) -> Figure:
    scores = {int(bucket): n for bucket, n in buckets.items()}
    n = sum(scores.values())
    if not n:
        return Figure(measure, None, 0, 0, 0, None)
    total, found = sum(score * many for score, many in scores.items()), intervals.mean_interval(scores)
    first, last = measure.scale
    kept = Interval(max(first, found.low), min(last, found.high)) if found else None
    return Figure(measure, total / n, total, n, n, kept, buckets)


def _net(measure: Measure, buckets: Mapping[str, int]) -> Figure:
    up, down, n = _sum(buckets, measure.hits), _sum(buckets, measure.others), sum(buckets.values())
    if not n:
        return Figure(measure, None, 0, 0, 0, None)
    value = 100 * (up - down) / n
    return Figure(measure, value, up - down, n, n, intervals.net_score(up, down, n), buckets)


def _percentile(measure: Measure, buckets: Mapping[str, int]) -> Figure:
    n = sum(buckets.values())
    if not n:
        return Figure(measure, None, 0, 0, 0, None)
    low, high = intervals.ranks(n, measure.percentile)
    rank = histogram.rank_of(n, measure.percentile)
    value, *ends = (histogram.value_at(buckets, one) for one in (rank, low, high))
    return Figure(measure, value, rank, n, n, Interval(*ends), buckets)


def _sum(buckets: Mapping[str, int], names: Iterable[str]) -> int:
    return sum(buckets.get(name, 0) for name in names)


def _filters(purpose: str = "", kind: str = "", agent: UUID | str = "", language: str = "") -> dict[str, str]:
    given = {"purpose": purpose, "kind": kind, "agent": str(agent), "language": language}
    return {name: value for name, value in given.items() if value}


Counts = dict[tuple[str, str], int]


def _counted(
    wallet: Wallet,
    since: date,
    until: date,
    filters: Mapping[str, str],
    *,
    today: date | None,
    by: tuple[str, ...],
    measures: Iterable[Measure] = MEASURES,
) -> dict[tuple[object, ...], Counts]:
    """{what is kept apart: {(measure, bucket): n}}, one query for each number of days left out."""
    found: dict[tuple[object, ...], Counts] = {}
    for settles in sorted({one.settles_days for one in measures}):
        settling = [one for one in measures if one.settles_days == settles]
        names, last = {one.counted for one in settling}, last_day(settling[0], until, today)
        rows = _rows(wallet, since, last, filters, by).filter(measure__in=names)
        for row in rows.values_list(*by, "measure", "bucket").annotate(total=Sum("n")).order_by():
            *part, measure, bucket, n = row
            found.setdefault(tuple(part), {})[(measure, bucket)] = n
    return found


def _rows(
    wallet: Wallet, since: date, until: date, filters: Mapping[str, str], by: tuple[str, ...]
) -> QuerySet[Count]:
    kept_apart = set(filters) | (set(by) & set(DIMENSIONS))
    rows = Count.objects.for_wallet(wallet).filter(slice=slice_for(kept_apart), day__range=(since, until))
    return rows.filter(**filters)


def _monday(day: object) -> date:
    assert isinstance(day, date)  # noqa: S101  the query groups by the day
    return day - timedelta(days=day.weekday())


def _mondays(since: date, until: date) -> list[date]:
    first = _monday(since)
    return [first + timedelta(days=7 * week) for week in range((until - first).days // 7 + 1)]
