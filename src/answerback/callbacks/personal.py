"""Personal data opens with the answered call and is logged; the agent never sees a full number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.queries import last_attempt
from answerback.callbacks.states import LEASED, AttemptState, record
from answerback.customers.canary import alarm_if_planted
from answerback.customers.models import Customer, PhoneNumber
from answerback.customers.read import has_noted, note_reading
from answerback.journal.models import Entry
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.people.models import Membership
from answerback.tickets.models import Ticket
from answerback.ui.refusals import Refusal
from answerback.wallets.kinds import Line
from answerback.wallets.models import Wallet
from answerback.wallets.policies import policies_of

AN_HOUR = timedelta(hours=1)


class NotOpenYet(Refusal):
    """No answered leg of this agent: nothing of the person is shown."""

    code = "personal_data_closed"
    status = 403
    says = _("The customer's data opens when the call is answered.")


class ReadsExceeded(Refusal):
    """More people's data within one hour than the wallet's policy lets an agent open."""

    code = "reads_per_hour_exceeded"
    status = 429
    says = _(
        "You have opened the data of %(limit)s customers within one hour. No more is shown for now, "
        "and your supervisor has been told."
    )


@dataclass(frozen=True)
class Opened:
    """What an agent in the call may see. `masked` shows the last two digits; `number` is for the manual line alone."""

    name: str
    masked: str
    number: str = ""


def open_data(callback: Callback, agent: Membership, *, by: Actor, at: datetime) -> Opened:
    """The person behind the callback, for the agent on the answered leg; each opening is written down once a leg."""
    attempt = last_attempt(callback)
    over = callback.state not in LEASED or callback.finished_at is not None
    if over or attempt is None or attempt.agent_id != agent.id or not _answered_or_manual(attempt):
        raise NotOpenYet()
    _write_down(callback, attempt, by, at)
    number = attempt.phone.e164 if attempt.phone and attempt.line == Line.MANUAL else ""
    return Opened(
        callback.customer.name or "", f"•••• {attempt.last_two}" if attempt.last_two else "", number
    )


def _answered_or_manual(attempt: Attempt) -> bool:
    """The manual line must show the number to be dialled; that is its price, and why it is off by default."""
    if attempt.line == Line.MANUAL:
        return attempt.leg_id is not None and attempt.state != AttemptState.ENDED
    return attempt.answered_at is not None


def _write_down(callback: Callback, attempt: Attempt, by: Actor, at: datetime) -> None:
    known = Entry.objects.filter(kind="customer.read", subject_id=callback.id, data__attempt=str(attempt.id))
    if known.exists():
        return
    _keep_rate(callback.wallet, by, at)
    data = {"attempt": str(attempt.id), "what": "name" if attempt.line != Line.MANUAL else "number"}
    with transaction.atomic():
        alarm_if_planted(callback.customer, what=data["what"], by=by, at=at)
        record(callback, "customer.read", by=by, at=at, data=data, audience=Audience.STAFF)


def read_ticket(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """An agent opens a ticket's page: written down once an hour, and counted like every opening."""
    mine = _reads(ticket.wallet, by, at).filter(subject_id=ticket.id)
    if mine.exists():
        return
    _keep_rate(ticket.wallet, by, at)
    with transaction.atomic():
        alarm_if_planted(ticket.customer, what="ticket", by=by, at=at)
        write(
            "customer.read",
            wallet_id=ticket.wallet_id,
            subject=Subject("ticket", ticket.id),
            by=by,
            at=at,
            customer_id=ticket.customer_id,
            data={"what": "ticket"},
        )


def read_record(customer: Customer, *, what: str, by: Actor, at: datetime) -> None:
    """The console opens a customer's record: written down once an hour, and counted like every opening."""
    if not has_noted(customer, what=what, by=by, at=at):
        _keep_rate(customer.wallet, by, at)
        note_reading(customer, what=what, by=by, at=at)


def _reads(wallet: Wallet, by: Actor, at: datetime) -> QuerySet[Entry]:
    """What this person opened within the last hour."""
    rows = Entry.objects.for_wallet(wallet).filter(kind="customer.read", at__gt=at - AN_HOUR)
    return rows.filter(actor_id=by.id)


def _keep_rate(wallet: Wallet, by: Actor, at: datetime) -> None:
    """Refuse beyond `reads_per_hour`, and tell the supervisors so, once an hour."""
    limit = policies_of(wallet).reads_per_hour
    reads = _reads(wallet, by, at).count()
    if reads < limit or by.id is None:
        return
    told = Entry.objects.for_wallet(wallet).filter(kind="agent.read_rate_exceeded", at__gt=at - AN_HOUR)
    if not told.filter(actor_id=by.id).exists():
        with transaction.atomic():
            write(
                "agent.read_rate_exceeded",
                wallet_id=wallet.id,
                subject=Subject("membership", by.id),
                by=by,
                at=at,
                data={"reads": reads, "limit": limit},
            )
    raise ReadsExceeded(limit=limit)


def numbers_masked(callback: Callback) -> list[str]:
    """The last two digits of each number on file, for the desk before the call."""
    rows = PhoneNumber.objects.for_wallet(callback.wallet_id).filter(
        customer=callback.customer_id, retired_at=None
    )
    return [f"•••• {number.last_two}" for number in rows]
