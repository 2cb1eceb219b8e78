"""Step 10, from the journal: a ticket solved, closed or reopened turns out its course, seconds later.

Tickets are solved far below this room (a callback's wrap-up, the wallet's help desk, the user), so it follows
the sealed journal, wallet by wallet. The place read so far and what came of it are one transaction: a crash
reads again, and every verb is harmless the second time.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.findings.solutions.end_course import give_up, reopened, solved
from answerback.findings.solutions.kinds import CourseState, GivenUp
from answerback.findings.solutions.models import Course, Read
from answerback.journal.models import Entry
from answerback.tickets.kinds import Closing
from answerback.wallets.models import Wallet

AT_ONCE = 1000
HEARD = frozenset({"ticket.solved", "ticket.closed", "ticket.reopened"})


def step(at: datetime) -> int:
    """Read on in every wallet's journal; how many entries were read, so that the loop turns until 0."""
    return sum(_read_on(wallet) for wallet in Wallet.objects.all() if _has_news(wallet))


def _has_news(wallet: Wallet) -> bool:
    """Asked without a transaction, so that nothing waits for the writer while nothing happens."""
    place = Read.objects.for_wallet(wallet).first()
    news = Entry.objects.for_wallet(wallet).filter(seq__gt=place.seq if place is not None else 0)
    return news.exists()


@transaction.atomic
def _read_on(wallet: Wallet) -> int:
    place, _ = Read.objects.get_or_create(wallet=wallet)
    place = Read.objects.for_wallet(wallet).select_for_update().get(id=place.id)
    entries = list(Entry.objects.for_wallet(wallet).filter(seq__gt=place.seq).order_by("seq")[:AT_ONCE])
    for entry in entries:
        if entry.kind in HEARD:
            _hear(wallet, entry)
    if entries:
        place.seq = entries[-1].seq or place.seq
        place.save(update_fields=["seq"])
    return len(entries)


def _hear(wallet: Wallet, entry: Entry) -> None:
    rows = Course.objects.for_wallet(wallet).filter(ticket_id=entry.subject_id)
    for course in rows.select_related("version__solution", "ticket"):
        _turn_out(course, entry)


def _turn_out(course: Course, entry: Entry) -> None:
    begun_before = course.begun_at is not None and course.begun_at <= entry.at
    under_way = course.state == CourseState.BEGUN and begun_before
    by, at = entry.actor, entry.at
    is_solved = entry.kind == "ticket.solved" or entry.data.get("code") == Closing.SOLVED.value
    if entry.kind == "ticket.reopened":
        if course.state == CourseState.SOLVED and course.closing < int(str(entry.data.get("times", 0))):
            reopened(course, by=by, at=at)
    elif under_way and is_solved:
        solved(course, by=by, at=at)
    elif under_way:
        give_up(course, GivenUp.TICKET_CLOSED, by=by, at=at)
