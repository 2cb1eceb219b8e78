"""The backend tells that an offer was used: once for each use, of offers and customers of its own wallet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from answerback.findings.offers.models import Offer, Use
from answerback.people.models import Membership, Role
from tests.api.cast import Machine, json_of
from tests.cast import make_member

if TYPE_CHECKING:
    from answerback.customers.models import Customer


@pytest.fixture
def offer(customer: Customer) -> Offer:
    """Approved by another than wrote it."""
    wallet, at = customer.wallet, timezone.now()
    author: Membership = make_member(wallet, Role.SUPERVISOR, "author", "韩梅梅", "Han Meimei", "7001")
    approver: Membership = make_member(wallet, Role.SUPERVISOR, "approver", "李华", "Li Hua", "7002")
    made: Offer = Offer.objects.create(
        wallet=wallet, title_zh="免手续费", title_en="No fee", text_zh="免手续费。", text_en="No fee.",
        terms="https://lanyue.example/terms", valid_from=at, valid_until=at + timedelta(days=9), state="approved",
        author=author, written_at=at, approver=approver, approved_at=at,
    )  # fmt: skip
    return made


def test_use_is_counted_once(machine: Machine, customer: Customer, offer: Offer) -> None:
    body = {"customer": customer.external_id, "use_id": "fee-2026-1"}

    first, again = (machine.call("POST", f"/v1/offers/{offer.id}/uses", body) for _ in range(2))

    assert (first.status_code, again.status_code, Use.objects.count()) == (201, 200, 1)
    assert json_of(first) == json_of(again)
    assert {**json_of(first), "used_at": ""} == {
        "offer": str(offer.id), "use_id": "fee-2026-1", "used_at": "", "heard": False
    }  # fmt: skip


def test_drafts_strangers_and_odd_names_are_refused(
    machine: Machine, other_machine: Machine, customer: Customer, offer: Offer
) -> None:
    body = {"customer": customer.external_id, "use_id": "fee-1"}
    path = f"/v1/offers/{offer.id}/uses"

    codes = [
        other_machine.call("POST", path, body).status_code,
        machine.call("POST", path, body | {"customer": "nobody"}).status_code,
        machine.call("POST", path, body | {"use_id": "two words"}).status_code,
    ]
    Offer.objects.filter(id=offer.id).update(state="draft", approved_at=None, approver=None)
    codes.append(machine.call("POST", path, body).status_code)

    assert (codes, Use.objects.count()) == ([404, 404, 422, 404], 0)
