"""The PIN: made when its owner asks for it in his portal, for one call of ours, and shown there again while it lives.

It is made on asking and not with every record: each open PIN is a number that a guess may hit, and most calls are
never asked about. The record of the call shows it, or the button that makes it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Attempt
from answerback.customers.models import Customer
from answerback.hotline.models import Pin
from answerback.hotline.refusals import NoSuchCall, TooManyPins
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys.seal import blind_index, blind_indexes
from answerback.wallets.kinds import Line

DIGITS = 8
LIVES = timedelta(hours=24)
A_DAY = timedelta(days=1)
MOST_A_DAY = 5
ASKED_ABOUT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class AboutCall:
    """One call of ours that its owner may ask about, and its open PIN, if there is one."""

    attempt: Attempt
    pin: Pin | None

    @property
    def began_at(self) -> datetime:
        """When it reached the telephone, or the app."""
        return began(self.attempt)

    @property
    def groups(self) -> str:
        """The PIN as people read it: 1234 5678."""
        return f"{self.pin.sealed[:4]} {self.pin.sealed[4:]}" if self.pin else ""


def began(attempt: Attempt) -> datetime:
    """The moment at which a call of ours reached its customer."""
    return attempt.ringing_at or attempt.answered_at or attempt.placed_at or attempt.intended_at


def make_pin(customer: Customer, attempt_id: UUID, *, by: Actor, at: datetime) -> Pin:
    """The open PIN of this call, or a new one. Raises `NoSuchCall`, `TooManyPins`."""
    with transaction.atomic():
        Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
        attempt = next((one for one in _calls(customer, at) if one.id == attempt_id), None)
        if attempt is None:
            raise NoSuchCall
        pins = Pin.objects.for_wallet(customer.wallet_id)
        found = open_pins(customer, at).get(attempt_id)
        if found is not None:
            return found
        made = pins.filter(customer=customer, made_at__gt=at - A_DAY).order_by("made_at")
        if made.count() >= MOST_A_DAY:
            raise TooManyPins(retry_at=made[0].made_at + A_DAY)
        pins.filter(attempt_id=attempt_id, used_at=None, void_at=None).update(void_at=at)
        return _made(customer, attempt, by, at)


def _made(customer: Customer, attempt: Attempt, by: Actor, at: datetime) -> Pin:
    digits = _free(customer.wallet_id)
    pin = Pin(
        wallet_id=customer.wallet_id,
        customer=customer,
        attempt_id=attempt.id,
        index=index_of(customer.wallet_id, digits),
        sealed=digits,
        made_at=at,
        expires_at=at + LIVES,
    )
    pin.save(force_insert=True)
    write(
        "hotline_pin.made",
        wallet_id=customer.wallet_id,
        subject=Subject("callback", attempt.callback_id),
        by=by,
        at=at,
        customer_id=customer.id,
        audience=Audience.CUSTOMER,
        data={"attempt": str(attempt.id)},
    )
    return pin


def _free(wallet_id: UUID) -> str:
    """Random digits that no open PIN of the wallet has."""
    while True:
        digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        rows = Pin.objects.for_wallet(wallet_id).filter(index__in=indexes_of(wallet_id, digits))
        if not rows.filter(used_at=None, void_at=None).exists():
            return digits


def index_of(wallet_id: UUID, digits: str) -> str:
    """The keyed hash under which a PIN is found."""
    return blind_index(wallet_id, f"hotline-pin:{digits}")


def indexes_of(wallet_id: UUID, digits: str) -> list[str]:
    """The same under every key that still counts."""
    return blind_indexes(wallet_id, f"hotline-pin:{digits}")


def open_pins(customer: Customer, at: datetime) -> dict[UUID, Pin]:
    """The customer's PINs that still open an answer, by the call that they are for."""
    rows = Pin.objects.for_wallet(customer.wallet_id).filter(customer=customer, used_at=None, void_at=None)
    return {pin.attempt_id: pin for pin in rows.filter(expires_at__gt=at)}


def calls_to_ask_about(
    customer: Customer, at: datetime, *, callback_id: UUID | None = None
) -> list[AboutCall]:
    """The calls of ours that reached the customer within a week, the newest first, with their PINs.

    With `callback_id`, those of one callback.
    """
    pins, calls = open_pins(customer, at), _calls(customer, at)
    asked = [one for one in calls if callback_id in (None, one.callback_id)]
    return [AboutCall(attempt, pins.get(attempt.id)) for attempt in asked]


def _calls(customer: Customer, at: datetime) -> list[Attempt]:
    """Not what an agent dialled by hand: we have no witness of it, so we answer for none."""
    rows = Attempt.objects.for_wallet(customer.wallet_id).filter(
        callback__customer=customer, intended_at__gt=at - ASKED_ABOUT_FOR
    )
    reached = [one for one in rows.exclude(line=Line.MANUAL) if one.ringing_at or one.answered_at]
    return sorted(reached, key=began, reverse=True)
