"""The numbers on file: only these are ever rung, so each change is noticed, dated and told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from answerback.customers.data import NumberData
from answerback.customers.models import Customer, PhoneNumber
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys.seal import blind_index, blind_indexes
from answerback.numbers import Number

KEPT_FIELDS = ("verified_at", "changed_at", "sim_changed_at")


def put(
    customer: Customer,
    numbers: Sequence[tuple[Number, NumberData]],
    *,
    is_new_customer: bool,
    by: Actor,
    at: datetime,
) -> bool:
    """Make these the numbers on file, in this order; whether anything changed.

    A number that appears later without `changed_at` counts as changed now: a thief's number is new, too.
    """
    on_file = {one.blind_index: one for one in customer.numbers.filter(retired_at=None)}
    changed, added = False, False
    for position, (number, data) in enumerate(numbers):
        known = _take(on_file, number)
        if known is None:
            _add(customer, number, data, position, is_new_customer=is_new_customer, at=at)
            added = True
        else:
            changed |= _update(known, data, position)
    retired = [_retire(one, at) for one in on_file.values()]
    if added or retired:
        _journal(customer, added=added, retired=len(retired), first=is_new_customer, by=by, at=at)
    return bool(changed or added or retired)


def _take(on_file: dict[str, PhoneNumber], number: Number) -> PhoneNumber | None:
    """Look up under every living index key, as keys are rotated."""
    wallet_ids = {one.wallet_id for one in on_file.values()}
    indexes = [index for wallet_id in wallet_ids for index in blind_indexes(wallet_id, number.e164)]
    return next((on_file.pop(index) for index in indexes if index in on_file), None)


def _add(
    customer: Customer,
    number: Number,
    data: NumberData,
    position: int,
    *,
    is_new_customer: bool,
    at: datetime,
) -> None:
    PhoneNumber.objects.create(
        wallet_id=customer.wallet_id,
        customer=customer,
        e164=number.e164,
        blind_index=blind_index(customer.wallet_id, number.e164),
        last_two=number.last_two,
        position=position,
        verified_at=data.verified_at,
        changed_at=data.changed_at or (None if is_new_customer else at),
        sim_changed_at=data.sim_changed_at,
        forwarding=data.forwarding,
        created_at=at,
    )


def _update(known: PhoneNumber, data: NumberData, position: int) -> bool:
    """A time that is not sent stays as it was; forwarding and the order are always as sent."""
    sent = {field: getattr(data, field) for field in KEPT_FIELDS if getattr(data, field) is not None}
    sent |= {"forwarding": data.forwarding, "position": position}
    changed = {field: value for field, value in sent.items() if getattr(known, field) != value}
    for field, value in changed.items():
        setattr(known, field, value)
    if changed:
        known.save(update_fields=list(changed))
    return bool(changed)


def _retire(number: PhoneNumber, at: datetime) -> PhoneNumber:
    number.retired_at = at
    number.retired_reason = "replaced"
    number.save(update_fields=["retired_at", "retired_reason"])
    return number


def _journal(customer: Customer, *, added: bool, retired: int, first: bool, by: Actor, at: datetime) -> None:
    """The customer is told of every change, but not of his first numbers."""
    write(
        "customer.number_changed",
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        customer_id=customer.id,
        audience=Audience.STAFF if first else Audience.CUSTOMER,
        by=by,
        at=at,
        data={"added": added, "retired": retired},
    )
