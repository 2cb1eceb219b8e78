"""Who answers for a promise: reminded before its time, and followed by somebody else when he leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from answerback.journal.write import SYSTEM, Actor, Audience
from answerback.people.models import Membership, Role
from answerback.tickets.entries import write_down
from answerback.tickets.models import Promise, Ticket
from answerback.tickets.promise import pending, still_owed
from answerback.wallets.models import Wallet
from answerback.wallets.policies import policies_of

BATCH = 100


def step(now: datetime) -> int:
    """Remind the owners of what is due soon, and hand over what somebody left behind or nobody had; how many."""
    # every wallet: the dispatcher serves all
    reminded = sum(_remind_in(wallet, now) for wallet in Wallet.objects.all())
    # every wallet: the dispatcher serves all
    left = still_owed(Promise.objects.filter(Q(owner=None) | Q(owner__ended_at__isnull=False)))
    rows = left.select_related("ticket__owner", "owner", "wallet")[:BATCH]
    return reminded + sum(_follow(promise, now) for promise in rows)


@transaction.atomic
def hand_over(promise: Promise, *, to: Membership, by: Actor, at: datetime) -> Promise:
    """Somebody else answers for it from now on; the customer is not concerned, the journal is."""
    rows = Promise.objects.for_wallet(promise.wallet_id).filter(id=promise.id).exclude(owner=to)
    was = promise.owner_id
    if rows.update(owner=to, reminded_at=None) == 1:
        data = {"promise": promise.id, "was": was, "now": to.id}
        write_down(promise.ticket, "promise.handed_over", by=by, at=at, data=data, audience=Audience.STAFF)
    promise.refresh_from_db(fields=["owner", "reminded_at"])
    return promise


def possible_owners(wallet: Wallet) -> QuerySet[Membership]:
    """Who may answer for a promise: everybody who talks to customers, or leads those who do."""
    rows = Membership.objects.for_wallet(wallet).filter(role__in=[Role.AGENT, Role.SUPERVISOR], ended_at=None)
    return rows.order_by("work_number")


def _remind_in(wallet: Wallet, now: datetime) -> int:
    """A promise shorter than twice the reminder is reminded of when half of its time has passed."""
    ahead = timedelta(hours=policies_of(wallet).promise_reminder_hours)
    rows = still_owed(Promise.objects.for_wallet(wallet)).filter(reminded_at=None, broken_at=None)
    soon = rows.filter(owner__isnull=False, due_at__gt=now, due_at__lte=now + ahead).select_related("ticket")
    due = [one for one in soon[:BATCH] if now >= one.due_at - min(ahead, (one.due_at - one.made_at) / 2)]
    return sum(_remind(promise, now) for promise in due)


@transaction.atomic
def _remind(promise: Promise, now: datetime) -> bool:
    if pending(promise).filter(reminded_at=None).update(reminded_at=now) != 1:
        return False
    data = {"promise": promise.id}
    write_down(promise.ticket, "promise.reminded", by=SYSTEM, at=now, data=data, audience=Audience.STAFF)
    return True


def _follow(promise: Promise, now: datetime) -> bool:
    """To who looks after the ticket, else to a supervisor; nobody there, it stays and waits for one."""
    heir = _working(promise.ticket) or _supervisor(promise)
    if heir is None:
        return False
    hand_over(promise, to=heir, by=SYSTEM, at=now)
    return True


def _working(ticket: Ticket) -> Membership | None:
    return ticket.owner if ticket.owner is not None and ticket.owner.ended_at is None else None


def _supervisor(promise: Promise) -> Membership | None:
    rows = Membership.objects.for_wallet(promise.wallet_id).filter(role=Role.SUPERVISOR, ended_at=None)
    found: Membership | None = rows.order_by("id").first()
    return found
