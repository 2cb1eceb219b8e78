"""Stop: the customer says how much he wants to be rung. It holds from this moment, for planned calls too."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer, Purpose, Stop
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.ui.refusals import Refusal

LEVELS = (Stop.NOTHING, Stop.OFFERS, Stop.ALL_BUT_SECURITY, Stop.EVERYTHING)
FORBIDS: dict[Stop, frozenset[Purpose]] = {
    Stop.NOTHING: frozenset(),
    Stop.OFFERS: frozenset({Purpose.MARKETING}),
    Stop.ALL_BUT_SECURITY: frozenset({Purpose.MARKETING, Purpose.SERVICE}),
    Stop.EVERYTHING: frozenset(Purpose),
}
LONGEST_QUIET = timedelta(days=366)


class NotATimeToBeQuiet(Refusal):
    """Quiet until a moment that is past, or too far away."""

    code = "customers.not_a_time_to_be_quiet"
    status = 422
    says = _("Choose a moment that lies ahead, within one year.")


def forbids(level: Stop | str, purpose: Purpose | str) -> bool:
    """Whether somebody who said this must not be rung for that."""
    return Purpose(purpose) in FORBIDS[Stop(level)]


@transaction.atomic
def stop(customer: Customer, level: Stop, *, by: Actor, at: datetime) -> Customer:
    """Set the level, up or down: only the customer, or staff who heard him say so, may."""
    found = _locked(customer)
    if found.stop != level:
        _set(found, level, by=by, at=at)
    customer.stop = level
    return found


def tighten(customer: Customer, level: Stop, *, by: Actor, at: datetime) -> bool:
    """A wallet's list may forbid more, never less; whether it did. The caller saves nothing of this."""
    if LEVELS.index(level) <= LEVELS.index(Stop(customer.stop)):
        return False
    _set(customer, level, by=by, at=at)
    return True


@transaction.atomic
def quiet_until(customer: Customer, until: datetime | None, *, by: Actor, at: datetime) -> Customer:
    """No call before this moment; `None` ends the quiet."""
    if until is not None and not at < until <= at + LONGEST_QUIET:
        raise NotATimeToBeQuiet
    found = _locked(customer)
    if found.quiet_until != until:
        Customer.objects.for_wallet(customer.wallet_id).filter(pk=found.pk).update(
            quiet_until=until, updated_at=at, version=found.version + 1
        )
        _journal("customer.quieted", found, {"until": until}, by=by, at=at)
    found.refresh_from_db()
    customer.quiet_until = until
    return found


def _locked(customer: Customer) -> Customer:
    locked: Customer = Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(pk=customer.pk)
    return locked


def _set(customer: Customer, level: Stop, *, by: Actor, at: datetime) -> None:
    before, customer.stop = customer.stop, level
    Customer.objects.for_wallet(customer.wallet_id).filter(pk=customer.pk).update(
        stop=level, updated_at=at, version=customer.version + 1
    )
    _journal("customer.stopped", customer, {"from": before, "to": level.value}, by=by, at=at)


def _journal(kind: str, customer: Customer, data: dict[str, object], *, by: Actor, at: datetime) -> None:
    write(
        kind,
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        customer_id=customer.id,
        audience=Audience.CUSTOMER,
        by=by,
        at=at,
        data=data,
    )
