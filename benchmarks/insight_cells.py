"""What each callback of a planned year counts as, worked out in the simplest way; without Django and database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from answerback.insight.histogram import bucket_of
from answerback.insight.slices import Where
from answerback.ops.history.plan import RAIL_CODES, plan
from answerback.ops.history.shapes import Matter, Order

ZONE = ZoneInfo("Asia/Shanghai")
Cells = Counter[tuple[str, str, str, Where]]


def cells_of(order: Order) -> Cells:
    """{(day, measure, bucket, dimensions): n} of every callback of the year."""
    cells: Cells = Counter()
    for matter in plan(order):
        last = matter.calls[-1]
        where = Where(matter.purpose, matter.kind, f"{matter.wallet}-{last.agent}", matter.person.language)
        for at, measure, bucket in _counted(matter):
            cells[(at.astimezone(ZONE).date().isoformat(), measure, bucket, where)] += 1
    return cells


def _counted(matter: Matter) -> Iterator[tuple[datetime, str, str]]:
    at, talk, ticket = matter.requested_at, matter.talk, matter.ticket
    yield at, "requested", "all"
    yield at, "ended", "reached" if talk else "missed"
    if talk and talk.answered_at:
        yield talk.answered_at, "call", "proven" if talk.confirmed_at else "unproven"
    if talk and talk.confirmed_at:
        yield at, "reassured", bucket_of((talk.confirmed_at - at).total_seconds())
    if talk and matter.rail:
        yield talk.ended_at, f"rail.{RAIL_CODES[matter.rail]}", "said"
    for screen in matter.hard_screens if talk else ():
        yield at, f"screen.{screen}", "said"
    if matter.hazard:
        yield matter.hazard.opened_at, "hazard", "closed" if matter.hazard.closed_at else "open"
    if matter.wish:
        yield matter.wish.at, "suggestion", "all"
    if matter.offer:
        yield matter.offer.said_at, "offer", matter.offer.answer
    if ticket and ticket.solved_at:
        yield ticket.solved_at, "first_call", "yes" if len(matter.calls) == 1 else "no"
        yield ticket.solved_at, "repeat", "yes" if ticket.reopened_at else "no"
    if ticket and ticket.promise:
        yield ticket.promise.due_at, "promise", "late" if ticket.promise.is_late else "kept"
    for rating in ticket.ratings if ticket else ():
        for name in ("csat", "ces", "nps", "sure"):
            if getattr(rating, name) not in (None, ""):
                yield rating.at, name, str(getattr(rating, name))
