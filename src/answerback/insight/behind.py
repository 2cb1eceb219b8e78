"""The calls behind a figure: which callbacks, calls, tickets and ratings it was counted from."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from answerback.insight.figures import last_day
from answerback.insight.measures import BY_NAME, Unit
from answerback.insight.models import Fact
from answerback.wallets.models import Wallet


def behind(
    name: str,
    wallet: Wallet,
    since: date,
    until: date,
    *,
    only: str = "",
    today: date | None = None,
    purpose: str = "",
    kind: str = "",
    agent: UUID | str = "",
    language: str = "",
) -> QuerySet[Fact]:
    """The facts that the figure counts, the newest first; `only` "hits" or "others" is one side of a share.

    `today` leaves out, as the figure does, days that are still being decided.

    A fact is forgotten `fold.facts.KEPT_DAYS` after its last entry: what is older is in the figure and not here.
    """
    measure = BY_NAME[name]
    rows = Fact.objects.for_wallet(wallet).filter(
        day__range=(since, last_day(measure, until, today)),
        counted__has_key=measure.counted,
        about__in=ABOUT[measure.counted],
    )
    given = {"purpose": purpose, "kind": kind, "agent": str(agent), "language": language}
    rows = rows.filter(**{column: value for column, value in given.items() if value})
    sides = {"hits": measure.hits, "others": measure.others}
    if only in sides or measure.unit is Unit.SHARE:
        rows = rows.filter(**{f"counted__{measure.counted}__in": list(sides.get(only, measure.buckets))})
    return rows.order_by("-day", "-id")


ABOUT = {
    **dict.fromkeys(("csat", "ces", "nps", "sure"), ("rating",)),
    **dict.fromkeys(("requested", "ended"), ("callback",)),
    "reassured": ("callback", "alarm"),
    "call": ("call",),
    **dict.fromkeys(("first_call", "repeat"), ("ticket",)),
    "promise": ("promise",),
    "hazard": ("hazard",),
    "suggestion": ("suggestion",),
    "offer": ("offer",),
}
"""What each measure is counted from."""
