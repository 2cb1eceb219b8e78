"""Questions about customers; nothing here writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from answerback.customers.models import Consent, Customer, OwnNote, PhoneNumber, Purpose
from answerback.keys.seal import blind_indexes
from answerback.numbers import NumberError, parse
from answerback.wallets.models import Wallet
from answerback.wallets.policies import policies_of


class Trust(StrEnum):
    """How far a number on file may be believed to be the customer's."""

    GOOD = "good"
    UNVERIFIED = "unverified"
    FORWARDING = "forwarding"
    NUMBER_CHANGED = "number_changed"
    SIM_CHANGED = "sim_changed"


def find(wallet: Wallet | UUID, external_id: str) -> Customer | None:
    """The customer that the wallet knows by this id, unless erased."""
    return Customer.objects.for_wallet(wallet).filter(external_id=external_id, erased_at=None).first()


def by_id(wallet: Wallet | UUID, customer_id: UUID) -> Customer | None:
    """One of this wallet's customers, unless erased."""
    return Customer.objects.for_wallet(wallet).filter(pk=customer_id, erased_at=None).first()


def by_number(wallet: Wallet, text: str) -> list[Customer]:
    """Whoever has this number on file in this wallet; nobody when it is not a number."""
    try:
        number = parse(text, wallet.region)
    except NumberError:
        return []
    indexes = blind_indexes(wallet.id, number.e164)
    found = PhoneNumber.objects.for_wallet(wallet).filter(blind_index__in=indexes, retired_at=None)
    return list(Customer.objects.for_wallet(wallet).filter(pk__in=found.values("customer"), erased_at=None))


def customers_of(wallet: Wallet) -> QuerySet[Customer]:
    """All customers of the wallet, newest first, for lists that page."""
    return Customer.objects.for_wallet(wallet).filter(erased_at=None).order_by("-created_at", "-id")


def numbers_of(customer: Customer) -> list[PhoneNumber]:
    """The numbers on file, in the wallet's order."""
    return list(
        PhoneNumber.objects.for_wallet(customer.wallet_id)
        .filter(customer=customer, retired_at=None)
        .order_by("position")
    )


def trust_in(number: PhoneNumber, *, at: datetime) -> Trust:
    """A SIM or number changed lately (72 h by default) may be in a thief's hands; so may a forwarded line."""
    age = _settling(number)
    if _is_fresh(number.sim_changed_at, at, age):
        return Trust.SIM_CHANGED
    if _is_fresh(number.changed_at, at, age):
        return Trust.NUMBER_CHANGED
    if number.forwarding:
        return Trust.FORWARDING
    return Trust.GOOD if number.verified_at else Trust.UNVERIFIED


def settles_at(number: PhoneNumber) -> datetime | None:
    """When the last change of number or SIM is old enough; `None` if there never was one."""
    changes = [moment for moment in (number.changed_at, number.sim_changed_at) if moment is not None]
    return max(changes) + _settling(number) if changes else None


def best_number(customer: Customer, *, at: datetime) -> PhoneNumber | None:
    """The first number that can be trusted, or else simply the first; ask `trust_in` before ringing."""
    numbers = numbers_of(customer)
    trusted = (number for number in numbers if trust_in(number, at=at) is Trust.GOOD)
    return next(trusted, numbers[0] if numbers else None)


def has_consent(customer: Customer, purpose: Purpose | str) -> bool:
    """Whether the customer agrees to be rung for this, now."""
    return consents_of(customer).filter(purpose=purpose).exists()


def consents_of(customer: Customer) -> QuerySet[Consent]:
    """What the customer agrees to now."""
    return Consent.objects.for_wallet(customer.wallet_id).filter(customer=customer, withdrawn_at=None)


def notes_of(customer: Customer) -> list[OwnNote]:
    """The customer's own notes, for himself."""
    return list(
        OwnNote.objects.for_wallet(customer.wallet_id)
        .filter(customer=customer)
        .order_by("-written_at", "-id")
    )


def shared_notes_of(customer: Customer) -> list[OwnNote]:
    """Those of his notes that he shared, for the desk."""
    return [note for note in notes_of(customer) if note.shared_at is not None]


def _settling(number: PhoneNumber) -> timedelta:
    return timedelta(hours=policies_of(number.wallet).number_age_hours)


def _is_fresh(moment: datetime | None, at: datetime, age: timedelta) -> bool:
    return moment is not None and at < moment + age
