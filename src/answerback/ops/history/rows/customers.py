"""The people of the history, with their numbers and consents, as `customers.bring` would have written them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model

from answerback.customers.models import Consent, Customer, PhoneNumber
from answerback.journal.kinds import Audience
from answerback.keys.seal import blind_index
from answerback.ops.history.ids import id_at
from answerback.ops.history.rows.setting import Setting, e164_of
from answerback.ops.history.rows.tale import Tale
from answerback.ops.history.shapes import PersonPlan


def rows_of(setting: Setting, person: PersonPlan) -> list[Model]:
    """A customer, his number (a self-custodial wallet knows none), his consents and the entries."""
    customer = Customer(
        id=setting.customer_id(person),
        wallet=setting.wallet,
        external_id=external_id(setting, person),
        pairwise_id=id_at(person.since, setting.order.name("pairwise", person.number)),
        name=person.name,
        language=person.language,
        created_at=person.since,
        updated_at=person.since,
    )
    tale = Tale(setting, -1 - person.number, customer.id)  # below the numbers of the matters
    phones = [_phone(setting, person)] if setting.wallet.rings_by_phone else []
    consents = [_consent(setting, person, purpose) for purpose in _purposes(person)]
    if phones:
        _tell(tale, "customer.number_changed", person, customer.id, added=True, retired=0)
    for consent in consents:
        _tell(tale, "consent.given", person, customer.id, purpose=consent.purpose)
    _tell(tale, "customer.brought", person, customer.id, version=1, fields=["name", "language"])
    return [customer, *phones, *consents, *tale.entries()]


def external_id(setting: Setting, person: PersonPlan) -> str:
    """As the wallet's backend would name him."""
    sort = "install" if setting.wallet.is_self_custodial else "user"
    return f"{sort}-history-{setting.order.seed}-{person.number}"


def _purposes(person: PersonPlan) -> tuple[str, ...]:
    return ("service", "marketing") if person.takes_offers else ("service",)


def _phone(setting: Setting, person: PersonPlan) -> PhoneNumber:
    e164 = e164_of(person)
    return PhoneNumber(
        id=setting.phone_id(person),
        wallet=setting.wallet,
        customer_id=setting.customer_id(person),
        e164=e164,
        blind_index=blind_index(setting.wallet.pk, e164),
        last_two=e164[-2:],
        verified_at=person.since,
        created_at=person.since,
    )


def _consent(setting: Setting, person: PersonPlan, purpose: str) -> Consent:
    return Consent(
        id=id_at(person.since, setting.order.name(setting.wallet.slug, "consent", person.number, purpose)),
        wallet=setting.wallet,
        customer_id=setting.customer_id(person),
        purpose=purpose,
        source="wallet",
        granted_at=person.since,
    )


def _tell(tale: Tale, kind: str, person: PersonPlan, customer_id: UUID, **data: Any) -> None:
    tale.tell(kind, person.since, ("customer", customer_id), audience=Audience.STAFF, **data)
