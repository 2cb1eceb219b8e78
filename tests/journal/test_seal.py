"""Sealing: gap-free places, one chain per wallet, one sealer at a time."""

import threading

import pytest
from django.db import connection, transaction

from answerback.journal import wake
from answerback.journal.hashing import FIRST
from answerback.journal.kinds import SYSTEM, Subject
from answerback.journal.models import Entry
from answerback.journal.read import (
    entries_after,
    last_seq,
    of_customer,
    of_subject,
    oldest_unsealed_at,
)
from answerback.journal.seal import seal
from answerback.journal.verify import verify
from answerback.journal.write import write
from answerback.storage.ids import new_id
from tests.journal.conftest import NOON, Failed


@pytest.mark.django_db
def test_sealing_places_entries_in_order_and_chains_each_wallet_apart(write_one, lanyue, qingtan):
    written = [write_one(wallet) for wallet in (lanyue, qingtan, lanyue, None, qingtan)]

    assert (seal(at=NOON, limit=3), seal(at=NOON), seal(at=NOON)) == (3, 2, 0)

    sealed = entries_after(0)
    first, second = sealed[:2]
    assert sealed == written
    assert [entry.seq for entry in sealed] == [1, 2, 3, 4, 5]
    assert [entry.prev_hash for entry in sealed] == [FIRST, FIRST, first.hash, FIRST, second.hash]
    assert len({entry.hash for entry in sealed}) == 5
    assert {entry.sealed_at for entry in sealed} == {NOON}


@pytest.mark.django_db
def test_reading_follows_the_places_and_knows_what_waits(write_one, lanyue):
    assert (last_seq(), oldest_unsealed_at(), entries_after(0)) == (0, None, [])
    one, two = write_one(lanyue), write_one(lanyue)
    assert (last_seq(), oldest_unsealed_at(), entries_after(0)) == (0, NOON, [])

    seal(at=NOON)

    assert (last_seq(), oldest_unsealed_at()) == (2, None)
    assert (entries_after(0, limit=1), entries_after(1), entries_after(2)) == ([one], [two], [])


@pytest.mark.django_db
def test_reading_by_subject_and_customer_keeps_wallets_apart(write_one, lanyue, qingtan):
    subject, customer = Subject("ticket", new_id()), new_id()
    one = write_one(lanyue, "ticket.opened", subject=subject, customer_id=customer)
    write_one(lanyue, "ticket.opened")
    two = write_one(lanyue, "ticket.closed", subject=subject, customer_id=customer)

    assert of_subject(subject) == of_subject(subject, wallet_id=lanyue) == [one, two]
    assert of_subject(subject, wallet_id=qingtan) == []
    assert of_customer(lanyue, customer) == [two, one]
    assert of_customer(qingtan, customer) == []


def in_threads(count, work):
    """Run work(number) at the same moment in several threads; returns their results."""
    start, results = threading.Barrier(count), []

    def run(number):
        start.wait()
        try:
            results.append(work(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_writers_and_sealers_together_leave_no_gap_and_no_broken_link(write_one, lanyue, qingtan):
    def work(number):
        for _ in range(20):
            if number < 5:
                write_one(lanyue if number % 2 else qingtan)
            else:
                seal(at=NOON, limit=7)

    in_threads(8, work)
    while seal(at=NOON):
        pass

    verdict = verify()
    assert (verdict.ok, verdict.sealed, verdict.tail) == (True, 100, 0)
    assert [entry.seq for entry in Entry.objects.order_by("seq")] == list(range(1, 101))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_sealing_does_nothing_while_another_process_seals(write_one, lanyue):
    write_one(lanyue)
    sealed = []
    with transaction.atomic():
        assert seal(at=NOON) == 1
        in_threads(1, lambda _: sealed.append(seal(at=NOON)))

    assert (sealed, last_seq()) == ([0], 1)


@pytest.mark.django_db(transaction=True)
def test_bells_ring_after_commit_once_for_a_transaction(lanyue):
    rings = []
    stops = [wake.listen(lambda name=bell: rings.append(name), bell=bell) for bell in wake.Bell]
    event = wake.subscribe()
    try:
        with transaction.atomic():
            for _ in range(3):
                write("a.happened", wallet_id=lanyue, subject=Subject("a", new_id()), by=SYSTEM, at=NOON)
            during = list(rings)
        heard_before_sealing = event.is_set()
        seal(at=NOON)
        seal(at=NOON)
    finally:
        for stop in stops:
            stop()
        wake.unsubscribe(event)
    wake.ring(wake.Bell.SEALED)

    assert (during, rings) == ([], [wake.Bell.WRITTEN, wake.Bell.SEALED])
    assert (heard_before_sealing, event.is_set()) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_bells_stay_silent_when_the_transaction_fails(lanyue):
    event = wake.subscribe(wake.Bell.WRITTEN)
    try:
        with pytest.raises(Failed), transaction.atomic():
            write("a.happened", wallet_id=lanyue, subject=Subject("a", new_id()), by=SYSTEM, at=NOON)
            raise Failed
        assert not event.is_set()
    finally:
        wake.unsubscribe(event, bell=wake.Bell.WRITTEN)
