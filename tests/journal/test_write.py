"""Writing entries: in a transaction, codes in the clear, the personal part apart."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from answerback.journal.kinds import SYSTEM, Actor, Audience, Subject
from answerback.journal.models import AppendOnly, Entry, Payload
from answerback.journal.read import payloads_of
from answerback.journal.write import write
from answerback.storage.ids import new_id
from tests.journal.conftest import NOON, Failed

pytestmark = pytest.mark.django_db


def test_entry_is_stored_unsealed_with_everything_said(write_one, lanyue):
    agent, customer, callback = new_id(), new_id(), new_id()

    entry = write_one(
        lanyue,
        "callback.offered",
        subject=Subject("callback", callback),
        by=Actor("staff", agent),
        customer_id=customer,
        audience=Audience.CUSTOMER,
        data={
            "attempt": 2,
            "agent": agent,
            "at": NOON,
            "rules": ["caps"],
            "urgent": True,
            "none": None,
        },
    )

    stored = Entry.objects.get(id=entry.id)
    assert (stored.seq, stored.hash, stored.prev_hash, stored.payload_hash) == (None, "", "", "")
    assert (stored.subject, stored.actor) == (Subject("callback", callback), Actor("staff", agent))
    assert (stored.wallet_id, stored.customer_id, stored.audience) == (lanyue, customer, Audience.CUSTOMER)
    assert stored.data == {
        "attempt": 2,
        "agent": str(agent),
        "at": "2026-11-23T04:00:00.000000Z",
        "rules": ["caps"],
        "urgent": True,
        "none": None,
    }


def test_payload_is_kept_apart_and_leaves_only_a_salted_hash(write_one, lanyue):
    said = {"note": "李雷说他会再打来", "when": NOON, "bad": "a\x00b\ud800"}

    first, second = write_one(lanyue, payload=said), write_one(lanyue, payload=said)

    expected = {"note": "李雷说他会再打来", "when": "2026-11-23T04:00:00Z", "bad": "a\ufffdb\ufffd"}
    assert payloads_of([first, second]) == {first.id: expected, second.id: expected}
    assert first.payload_hash != second.payload_hash
    assert "李雷" not in str(Entry.objects.values_list())


@pytest.mark.django_db(transaction=True)
def test_entry_outside_a_transaction_is_refused(lanyue):
    with pytest.raises(TransactionManagementError):
        write("callback.offered", wallet_id=lanyue, subject=Subject("callback", new_id()), by=SYSTEM, at=NOON)

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_entry_and_payload_vanish_with_a_transaction_that_fails(lanyue):
    subject = Subject("callback", new_id())
    with pytest.raises(Failed), transaction.atomic():
        write("a.happened", wallet_id=lanyue, subject=subject, by=SYSTEM, at=NOON, payload={"x": 1})
        raise Failed

    assert (Entry.objects.count(), Payload.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "value",
    [
        "Li Lei",
        "李雷",
        "+8617000000001",
        "17000000001",
        float("nan"),
        2**53,
        "a" * 121,
        {"deep": "王小明"},
        b"x",
    ],
)
def test_data_that_may_be_personal_is_refused(write_one, lanyue, value):
    with pytest.raises(ValueError, match="payload"):
        write_one(lanyue, data={"key": value})


@pytest.mark.parametrize(
    "kind", ["offered", "Callback.offered", "callback.", "callback offered", "a." + "b" * 64]
)
def test_malformed_kind_is_refused(write_one, lanyue, kind):
    with pytest.raises(ValueError, match="kind"):
        write_one(lanyue, kind)


def test_naive_time_is_refused(write_one, lanyue):
    with pytest.raises(ValueError, match="aware"):
        write_one(lanyue, at=NOON.replace(tzinfo=None))


def test_model_refuses_every_change(write_one, lanyue):
    entry = write_one(lanyue)

    for change in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(kind="a.b"),
        lambda: Entry.objects.bulk_update([entry], ["kind"]),
    ):
        with pytest.raises(AppendOnly):
            change()
