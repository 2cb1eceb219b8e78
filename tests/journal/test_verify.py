"""Verifying: every way to tamper is found at the first link it touches."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from answerback.journal import checkpoint
from answerback.journal.erase import erase_customer, erase_older
from answerback.journal.hashing import entry_hash
from answerback.journal.kinds import Subject
from answerback.journal.models import Entry, Payload
from answerback.journal.seal import seal
from answerback.journal.verify import Broken, Fault, Verdict, verify
from answerback.storage.ids import new_id
from tests.journal.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(write_one, lanyue, qingtan):
    """Six sealed entries of two wallets, each with a payload."""
    for wallet in (lanyue, qingtan) * 3:
        write_one(wallet, data={"n": 1}, payload={"note": "王小明"})
    seal(at=NOON)
    return list(Entry.objects.order_by("seq"))


def tamper(statement, *values):
    """Change the database as somebody could who owns it: past the guards."""
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal%'"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for (name,) in cursor.execute(guards).fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE journal_payload DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def test_verify_an_honest_journal_is_whole_and_reports_its_tail(entries, write_one, lanyue, qingtan):
    write_one(lanyue)

    assert verify() == Verdict(ok=True, first_broken=None, sealed=6, tail=1, erased=0)
    assert verify(lanyue) == Verdict(ok=True, first_broken=None, sealed=3, tail=1, erased=0)
    assert verify(qingtan) == Verdict(ok=True, first_broken=None, sealed=3, tail=0, erased=0)
    assert verify(new_id()) == Verdict(ok=True, first_broken=None, sealed=0, tail=0, erased=0)


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'callback.cancelled'",
        "actor_kind = 'machine'",
        "audience = 'public'",
        "at = '2026-11-23 04:00:01+00:00'",
        "sealed_at = '2026-11-23 04:00:01+00:00'",
        "data = '{\"n\": 2}'",
        "payload_hash = ''",
        "customer_id = subject_id",
        "hash = 'x'",
    ],
)
def test_verify_names_the_entry_that_was_changed(entries, lanyue, change):
    tamper(f"UPDATE journal_entry SET {change} WHERE seq = 3")  # noqa: S608  fixed texts of this test

    broken = Broken(seq=3, wallet_id=lanyue, entry_id=entries[2].id, fault=Fault.ENTRY)
    assert verify() == Verdict(ok=False, first_broken=broken, sealed=2, tail=0, erased=0)
    assert verify(lanyue).first_broken == broken


def test_verify_names_the_link_after_a_rehashed_entry(entries, lanyue):
    forged = entries[2]
    forged.kind = "callback.cancelled"
    tamper("UPDATE journal_entry SET kind = %s, hash = %s WHERE seq = 3", forged.kind, entry_hash(forged))

    assert verify().first_broken == Broken(5, lanyue, entries[4].id, Fault.CHAIN)


def test_verify_finds_a_deleted_entry(entries, lanyue, qingtan):
    tamper("DELETE FROM journal_entry WHERE seq = 3")

    assert verify().first_broken == Broken(4, qingtan, entries[3].id, Fault.GAP)
    assert verify(lanyue).first_broken == Broken(5, lanyue, entries[4].id, Fault.CHAIN)
    assert verify(qingtan).ok


def test_verify_finds_a_changed_payload(entries, lanyue):
    tamper("UPDATE journal_payload SET octets = salt WHERE entry_id = %s", uuid_value(entries[0].id))

    assert verify().first_broken == Broken(1, lanyue, entries[0].id, Fault.PAYLOAD)


def uuid_value(value):
    return value.hex if connection.vendor == "sqlite" else value


def test_verify_finds_a_shortened_journal_by_a_checkpoint_only(entries, qingtan):
    kept = checkpoint.take(at=NOON)
    tamper("DELETE FROM journal_entry WHERE seq = 6")

    assert verify().ok
    assert verify(checkpoints=[kept]).first_broken == Broken(6, qingtan, None, Fault.CHECKPOINT)


def test_verify_finds_a_wholly_rewritten_journal_by_a_checkpoint_only(entries, write_one, lanyue):
    kept = checkpoint.take(at=NOON)
    tamper("DELETE FROM journal_entry")
    for one in entries:
        write_one(one.wallet_id, "another.story")
    seal(at=NOON)

    assert verify().ok
    assert verify(checkpoints=[kept]).first_broken == Broken(5, lanyue, None, Fault.CHECKPOINT)


def test_checkpoints_are_exported_line_by_line_and_stay_true_as_the_journal_grows(
    entries, write_one, lanyue, tmp_path
):
    path = tmp_path / "elsewhere" / "checkpoints"
    first = checkpoint.export(path, at=NOON, sign=sign)
    write_one(lanyue)
    seal(at=NOON)
    second = checkpoint.export(path, at=NOON, sign=sign)

    kept = checkpoint.load(path, check=check)
    assert kept == [first, second]
    assert (first.seq, second.seq) == (6, 7)
    assert verify(checkpoints=kept).ok
    assert verify(lanyue, checkpoints=kept).ok
    lie = replace(first, heads=(replace(first.heads[0], hash="0" * 64),))
    assert not verify(checkpoints=[lie]).ok


def sign(claims):
    """A signer for tests: the claims themselves, in hexadecimal."""
    return json.dumps(claims).encode().hex()


def check(text):
    return json.loads(bytes.fromhex(text))


def test_empty_journal_has_an_empty_checkpoint_and_verifies():
    kept = checkpoint.take(at=NOON)

    assert (kept.seq, kept.heads) == (0, ())
    assert verify(checkpoints=[kept]).ok


def test_erasing_a_person_leaves_nothing_of_him_and_the_chain_verifies(write_one, lanyue):
    customer, stranger = new_id(), new_id()
    write_one(lanyue, customer_id=customer, payload={"note": "王小明 170"})
    write_one(lanyue, subject=Subject("customer", customer), payload={"name": "王小明"})
    kept = write_one(lanyue, customer_id=stranger, payload={"name": "赵四"})
    seal(at=NOON)
    write_one(lanyue, customer_id=customer, payload={"late": "王小明"})

    assert (erase_customer(customer), erase_customer(customer)) == (3, 0)
    seal(at=NOON)

    assert list(Payload.objects.values_list("entry_id", flat=True)) == [kept.id]
    assert "王小明" not in str(list(Payload.objects.values())) + str(list(Entry.objects.values()))
    assert verify() == Verdict(ok=True, first_broken=None, sealed=4, tail=0, erased=3)


def test_retention_erases_one_kind_from_before_a_time(write_one, lanyue):
    write_one(lanyue, "note.read", payload={"n": 1}, at=NOON - timedelta(days=2))
    recent = write_one(lanyue, "note.read", payload={"n": 2})
    other = write_one(lanyue, "note.written", payload={"n": 3}, at=NOON - timedelta(days=2))

    assert erase_older("note.read", before=NOON - timedelta(days=1)) == 1

    assert set(Payload.objects.values_list("entry_id", flat=True)) == {recent.id, other.id}
