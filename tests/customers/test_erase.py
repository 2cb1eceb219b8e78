from datetime import datetime, timedelta

import pytest

from answerback.customers import erase as erasing
from answerback.customers.erase import erase
from answerback.customers.models import Consent, Customer, OwnNote, PhoneNumber, PortalLink, PortalSession
from answerback.customers.portal_link import make, spend
from answerback.customers.queries import find
from answerback.journal.models import Entry, Payload
from answerback.journal.seal import seal
from answerback.journal.verify import verify
from answerback.journal.write import Actor, Subject, write
from answerback.ui.refusals import Refusal
from tests.customers.cast import BACKEND, NOON

HER_ROWS = (PhoneNumber, Consent, OwnNote, PortalLink, PortalSession)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def lived_in(customer: Customer) -> Customer:
    """A customer with a row of every kind and a personal payload in the journal."""
    spend(make(customer, by=BACKEND, at=NOON), at=NOON)
    OwnNote.objects.create(
        wallet=customer.wallet, customer=customer, text="记住工单号", written_at=NOON, updated_at=NOON
    )
    subject = Subject("customer", customer.id)
    write(
        "customer.noted",
        wallet_id=customer.wallet_id,
        subject=subject,
        customer_id=customer.id,
        by=BACKEND,
        at=NOON,
        payload={"text": "苏晴"},
    )
    seal(at=NOON)
    return customer


def test_erasing_leaves_nothing_of_her_and_the_chain_still_verifies(lived_in: Customer) -> None:
    assert all(model.objects.for_wallet(lived_in.wallet).exists() for model in HER_ROWS)
    pairwise = lived_in.pairwise_id

    erase(lived_in, by=BACKEND, at=LATER)
    seal(at=LATER)

    stone = Customer.objects.get(pk=lived_in.pk)
    assert not any(model.objects.for_wallet(lived_in.wallet).exists() for model in HER_ROWS)
    assert Payload.objects.count() == 0
    assert (stone.name, stone.erased_at, stone.external_id.startswith("erased-")) == ("", LATER, True)
    assert stone.pairwise_id != pairwise
    assert find(lived_in.wallet, "u-1001") is None
    assert verify().ok


def test_erasing_twice_is_erasing_once(lived_in: Customer) -> None:
    erase(lived_in, by=BACKEND, at=LATER)
    erase(lived_in, by=BACKEND, at=LATER)

    assert Entry.objects.filter(kind="customer.erased").count() == 1


def test_every_app_above_is_asked_and_one_refusal_keeps_everything(
    lived_in: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_the_phone(customer: Customer, at: datetime) -> None:
        raise Refusal

    monkeypatch.setitem(erasing._erasers, "test", on_the_phone)

    with pytest.raises(Refusal):
        erase(lived_in, by=Actor("customer", lived_in.id), at=LATER)

    assert find(lived_in.wallet, "u-1001") == lived_in
    assert PhoneNumber.objects.for_wallet(lived_in.wallet).count() == 1
