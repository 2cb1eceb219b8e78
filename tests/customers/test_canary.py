"""A planted customer: opening it is an alarm that the curious do not see."""

from __future__ import annotations

import json

from answerback.customers.canary import plant
from answerback.customers.models import Customer
from answerback.customers.read import note_reading
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor
from answerback.storage.ids import new_id
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.wallets.conftest import AT

CURIOUS = Actor("staff", new_id())


def told(customer: Customer) -> list[tuple[str, str, object]]:
    rows = Entry.objects.for_wallet(customer.wallet_id).filter(kind__startswith="canary.").order_by("id")
    return [(one.kind, one.audience, one.data) for one in rows]


def test_canary_planted_twice_is_one_and_opening_it_tells_auditors_and_backend(customer: Customer) -> None:
    add_endpoint(customer.wallet, url="https://backend.example/hooks", by=SYSTEM, at=AT)
    plant(customer, by=SYSTEM, at=AT)
    plant(customer, by=SYSTEM, at=AT)

    note_reading(customer, what="record", by=CURIOUS, at=AT)
    note_reading(customer, what="record", by=CURIOUS, at=AT)

    assert told(customer) == [
        ("canary.planted", "audit", {}),
        ("canary.touched", "audit", {"what": "record"}),
    ]
    (sent,) = Delivery.objects.for_wallet(customer.wallet).filter(kind="canary.touched")
    assert json.loads(opened_body(sent))["data"] == {
        "customer": customer.external_id,
        "staff": str(CURIOUS.id),
        "what": "record",
    }


def test_opening_anybody_else_is_no_alarm(customer: Customer) -> None:
    note_reading(customer, what="record", by=CURIOUS, at=AT)

    assert told(customer) == []
