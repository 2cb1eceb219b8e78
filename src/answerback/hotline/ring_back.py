"""Without a PIN: "hang up; we ring the number on file now". The caller is queued, whatever he says.

A ticket reference is a locator and gets no yes. It is sealed, not looked at while the caller listens: real and invented
ones cost the same one row. A loop (`step`) then finds whose number on file it was, and plans the call within the rules
of every other: consent, do-not-call, hours, caps, one such call a day. A forged caller id thus rings nobody but the
owner of the number, at a decent hour, once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.request import request
from answerback.customers.models import Customer, Purpose
from answerback.customers.queries import by_number
from answerback.customers.stop import forbids
from answerback.hotline import limits
from answerback.hotline.answer import number_of
from answerback.hotline.models import Waiting
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.keys.seal import blind_index, blind_indexes
from answerback.people.models import Membership
from answerback.tickets.models import Ticket
from answerback.tickets.queries import by_reference
from answerback.wallets.models import Wallet

ONE_IN = timedelta(days=1)
PRIORITY = 2
AT_ONCE = 50


def queue(
    wallet: Wallet,
    *,
    calling_number: str,
    by: Actor,
    at: datetime,
    reference: str = "",
    agent: Membership | None = None,
) -> Waiting | None:
    """Queue whoever rings from this number. What he is told (`words.ring_back_said`) does not depend on anything.

    None when this number, or the whole hotline, was queued too often: he is told the same.
    """
    number = number_of(wallet, calling_number)
    indexes = blind_indexes(None, number) if number else [""]
    with transaction.atomic():
        Wallet.objects.select_for_update(no_key=True).get(id=wallet.id)  # counted one after the other
        if not limits.may_be_queued(wallet, number_indexes=indexes, at=at):
            return None
        waiting = Waiting(
            wallet=wallet,
            number=number,
            number_index=blind_index(None, number) if number else "",
            reference="".join(
                one for one in reference[:40] if one.isalnum()
            ),  # as they are written; no blanks
            agent=agent,
            at=at,
        )
        waiting.save(force_insert=True)
        write(
            "hotline.queued",
            wallet_id=wallet.id,
            subject=Subject("hotline_waiting", waiting.id),
            by=by,
            at=at,
        )
    return waiting


def step(at: datetime) -> int:
    """Look at those who wait; how many were looked at."""
    # every wallet: one process does this for all of them
    rows = Waiting.objects.filter(handled_at=None).select_related("wallet")
    return sum(_handle(waiting, at) for waiting in list(rows[:AT_ONCE]))


@transaction.atomic
def _handle(waiting: Waiting, at: datetime) -> bool:
    rows = Waiting.objects.for_wallet(waiting.wallet_id).filter(id=waiting.id, handled_at=None)
    if not rows.update(handled_at=at):
        return False
    owners = by_number(waiting.wallet, waiting.number)
    callback = _plan(waiting, owners[0], at) if len(owners) == 1 else None
    waiting.number, waiting.reference, waiting.handled_at = "", "", at
    waiting.callback_id = callback.id if callback else None
    waiting.customer = callback.customer if callback else None
    waiting.save()
    return True


def _plan(waiting: Waiting, customer: Customer, at: datetime) -> Callback | None:
    """One call, unless one is on its way, was planned like this within a day, or the customer wants none."""
    Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
    recent = Waiting.objects.for_wallet(customer.wallet_id).filter(customer=customer, at__gt=at - ONE_IN)
    planned = Callback.objects.for_wallet(customer.wallet_id).filter(customer=customer, ended_at=None)
    if recent.exists() or planned.exists() or forbids(customer.stop, Purpose.SERVICE):
        return None
    return request(
        wallet=waiting.wallet,
        customer=customer,
        ticket=_ticket(waiting, customer),
        kind=Kind.ROUTINE_FOLLOW_UP,  # not `customer_request`: whoever rang has not shown that he is the customer
        purpose=Purpose.SERVICE,
        priority=PRIORITY,
        guide=Kind.ROUTINE_FOLLOW_UP,
        not_before=at,
        deadline_at=None,
        by=SYSTEM,
        at=at,
    )


def _ticket(waiting: Waiting, customer: Customer) -> Ticket | None:
    found = by_reference(waiting.wallet, waiting.reference) if waiting.reference else None
    return found if found is not None and found.customer_id == customer.id else None
