"""What is kept is kept for a reason and for a time; this is the table, and the step that follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from answerback.journal.write import SYSTEM
from answerback.tickets.kinds import ActionState, State
from answerback.tickets.models import ActionRequest, Attachment, Ticket, TicketNote
from answerback.tickets.purge import PurgeReason, purge
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

KEEP_LOOSE_FILES = timedelta(days=30)  # added to a callback that never became a ticket
KEEP_DRAFTS = timedelta(days=7)  # nobody filed it
KEEP_WORDS = timedelta(days=730)  # notes and what happened, after the ticket was closed
KEEP_REQUEST_FACTS = timedelta(days=365)  # names and addresses in requests that are over
BATCH = 50


def step(now: datetime) -> int:
    """Let go of what is old, at most a batch of each kind, in short transactions; returns how much went."""
    kinds: tuple[Callable[[datetime], int], ...] = (
        _files, _loose_files, _drafts, _notes, _letters, _request_facts,
    )  # fmt: skip
    return sum(let_go(now) for let_go in kinds)


def _files(now: datetime) -> int:
    """Files go so long after their ticket was closed as the wallet's policy says."""
    gone = 0
    for wallet in Wallet.objects.all():
        before = now - policies_of(wallet).keeps(Retained.ATTACHMENTS)
        kept = Attachment.objects.for_wallet(wallet).filter(purged_at=None)
        gone += _purge(kept.filter(ticket__state=State.CLOSED, ticket__closed_at__lte=before)[:BATCH], now)
    return gone


def _loose_files(now: datetime) -> int:
    # every wallet: retention is the same for all
    kept = Attachment.objects.filter(purged_at=None, ticket=None)
    return _purge(kept.filter(added_at__lte=now - KEEP_LOOSE_FILES)[:BATCH], now)


def _purge(files: Iterable[Attachment], now: datetime) -> int:
    return len([purge(file, reason=PurgeReason.RETENTION, by=SYSTEM, at=now) for file in files])


def _drafts(now: datetime) -> int:
    # every wallet: retention is the same for all
    old = TicketNote.objects.filter(is_draft=True, at__lte=now - KEEP_DRAFTS).values("id")[:BATCH]
    return _delete_notes(Q(id__in=[row["id"] for row in old]))


def _notes(now: datetime) -> int:
    closed = Q(ticket__state=State.CLOSED, ticket__closed_at__lte=now - KEEP_WORDS)
    # every wallet: retention is the same for all
    old = TicketNote.objects.filter(closed).values("id")[:BATCH]
    return _delete_notes(Q(id__in=[row["id"] for row in old]))


def _delete_notes(which: Q) -> int:
    # every wallet: the ids were chosen above
    return TicketNote.objects.filter(which).delete()[0]


@transaction.atomic
def _letters(now: datetime) -> int:
    """The words of old letters become empty; that there was a ticket stays."""
    closed = Q(state=State.CLOSED, closed_at__lte=now - KEEP_WORDS)
    # every wallet: retention is the same for all
    old = Ticket.objects.filter(closed, words_erased_at=None)[:BATCH]
    for ticket in old:
        ticket.happened = ticket.next_step = ticket.user_step = ""
        ticket.words_erased_at = now
        ticket.save(update_fields=["happened", "next_step", "user_step", "words_erased_at"])
        for promise in ticket.promises.all():
            promise.text = promise.explanation = ""
            promise.save(update_fields=["text", "explanation"])
        for rating in ticket.ratings.all():
            rating.comment = ""
            rating.save(update_fields=["comment"])
    return len(old)


@transaction.atomic
def _request_facts(now: datetime) -> int:
    """Names, numbers and addresses leave requests that are over; kind, times and digest stay."""
    over = Q(requested_at__lte=now - KEEP_REQUEST_FACTS) & ~Q(state=ActionState.WAITING)
    # every wallet: retention is the same for all
    old = ActionRequest.objects.filter(over, facts_erased_at=None)[:BATCH]
    for request in old:
        request.detail = ""
        request.facts_erased_at = now
        request.save(update_fields=["detail", "facts_erased_at"])
    return len(old)
