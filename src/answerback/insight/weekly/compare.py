"""Each figure of a week beside that of the week before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from answerback.insight.figures import Figure, Figures, figures
from answerback.insight.measures import MEASURES, Measure, Unit
from answerback.insight.weekly.beyond import compared, counted
from answerback.insight.weekly.facts import Change, FigureFact
from answerback.insight.weekly.week import Week
from answerback.wallets.models import Wallet

WEEK = timedelta(days=7)
COMPARED = (
    *(
        "csat",
        "ces",
        "nps",
        "sure",
        "proven",
        "reached",
        "first_call",
        "repeat",
        "reassured_half",
        "promises",
    ),
    *("hazards", "requested"),
)
"""Those of which the report says whether they changed (`beyond.TESTS`)."""
DIGITS = 6


def figure_facts(wallet: Wallet, week: Week, *, at: datetime) -> tuple[FigureFact, ...]:
    """All figures, in their order. A count of a running week is compared with nothing: its days are too few."""
    today = min(at.astimezone(ZoneInfo(wallet.zone)).date(), week.monday + WEEK)
    this, before, older = (_of(wallet, week.monday - number * WEEK, today) for number in range(3))
    is_over = week.is_over(at)
    return tuple(
        _fact(one, before[one.name], older[one.name], over=True, week_before=True)
        if one.settles_days
        else _fact(one, this[one.name], before[one.name], over=is_over)
        for one in MEASURES
    )


def _of(wallet: Wallet, monday: date, today: date) -> Figures:
    return figures(wallet, monday, monday + timedelta(days=6), today=today)


def _fact(
    measure: Measure, now: Figure, before: Figure, *, over: bool, week_before: bool = False
) -> FigureFact:
    return FigureFact(
        name=measure.name,
        value=_short(now.value),
        n=now.n,
        low=_short(now.interval.low) if now.interval else None,
        high=_short(now.interval.high) if now.interval else None,
        before=_short(before.value),
        before_n=before.n,
        change=_change(measure, now, before, over=over),
        week_before=week_before,
    )


def _change(measure: Measure, now: Figure, before: Figure, *, over: bool) -> Change:
    if measure.name not in COMPARED:
        return Change.ALIKE
    if measure.unit is Unit.COUNT:
        return counted(now.n, before.n) if over else Change.TOO_FEW
    known = (now.value, now.interval, before.value, before.interval)
    if now.too_few or before.too_few or None in known:
        return Change.TOO_FEW
    assert now.value is not None and now.interval and before.value is not None and before.interval  # noqa: S101
    return compared(now.value, now.interval, before.value, before.interval)


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
