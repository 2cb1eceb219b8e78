"""Keys are made once, kept in memory briefly, and never kept when their transaction may yet fail."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.journal.models import Entry
from answerback.keys import ring as ring_module
from answerback.keys.models import Key
from answerback.keys.purposes import Algorithm, Purpose
from answerback.keys.ring import ring
from answerback.keys.seal import open_sealed, seal
from tests.journal.conftest import Failed
from tests.journal.test_seal import in_threads


@pytest.mark.django_db
def test_first_use_makes_one_key_and_journals_it(lanyue):
    seal(lanyue, Purpose.DATA, b"one", context=b"")
    seal(lanyue, Purpose.DATA, b"two", context=b"")

    key = Key.objects.get(wallet_id=lanyue)
    assert (key.purpose, key.algorithm, key.generation) == (Purpose.DATA, Algorithm.A256, 1)
    assert (key.public, key.retire_at, key.destroyed_at) == (None, None, None)
    entry = Entry.objects.get(kind="key.made", wallet_id=lanyue)
    assert (entry.subject_id, entry.data["kid"]) == (key.id, key.kid)
    assert b"one" not in bytes(key.private_sealed)


@pytest.mark.django_db(transaction=True)
def test_eight_threads_making_the_first_key_make_one(lanyue):
    sealed = in_threads(8, lambda number: (number, seal(lanyue, Purpose.DATA, b"%d" % number, context=b"")))

    assert Key.objects.filter(wallet_id=lanyue).count() == 1
    assert Entry.objects.filter(kind="key.made").count() == 1
    assert len(sealed) == 8
    for number, octets in sealed:
        assert open_sealed(lanyue, Purpose.DATA, octets, context=b"") == b"%d" % number


@pytest.mark.django_db(transaction=True)
def test_key_of_a_failed_transaction_is_forgotten(lanyue):
    with pytest.raises(Failed), transaction.atomic():
        seal(lanyue, Purpose.DATA, b"lost", context=b"")
        seal(lanyue, Purpose.DATA, b"lost too", context=b"")
        raise Failed

    sealed = seal(lanyue, Purpose.DATA, b"kept", context=b"")
    ring_module.forget()

    assert Key.objects.filter(wallet_id=lanyue).count() == 1
    assert open_sealed(lanyue, Purpose.DATA, sealed, context=b"") == b"kept"


@pytest.mark.django_db(transaction=True)
def test_ring_is_kept_in_memory_and_read_again_later(lanyue, monkeypatch, django_assert_num_queries):
    seal(lanyue, Purpose.DATA, b"", context=b"")
    ring(Purpose.DATA, lanyue)

    with django_assert_num_queries(0):
        seal(lanyue, Purpose.DATA, b"", context=b"")
    later = ring_module.time.monotonic() + ring_module.KEPT_SECONDS + 1
    monkeypatch.setattr(ring_module.time, "monotonic", lambda: later)
    with django_assert_num_queries(1):
        seal(lanyue, Purpose.DATA, b"", context=b"")


@pytest.mark.django_db(transaction=True)
def test_key_made_by_another_process_is_found_although_a_ring_is_kept(lanyue):
    from answerback.journal.write import SYSTEM
    from answerback.keys.rotate import rotate

    sealed_by_us = seal(lanyue, Purpose.DATA, b"ours", context=b"")
    kept = ring(Purpose.DATA, lanyue)
    rotate(Purpose.DATA, wallet_id=lanyue, by=SYSTEM, at=ring_module.now(), lead=timedelta(0))
    ring_module.forget()
    sealed_by_them = seal(lanyue, Purpose.DATA, b"theirs", context=b"")
    ring_module._kept[Purpose.DATA, lanyue] = (ring_module.time.monotonic() + 5, kept)

    assert open_sealed(lanyue, Purpose.DATA, sealed_by_them, context=b"") == b"theirs"
    assert open_sealed(lanyue, Purpose.DATA, sealed_by_us, context=b"") == b"ours"


@pytest.mark.django_db
@pytest.mark.parametrize("wallet", [True, False])
def test_database_refuses_a_second_key_of_one_generation(lanyue, wallet):
    wallet_id = lanyue if wallet else None
    ring(Purpose.TICKET, wallet_id)
    twin = Key.objects.get(purpose=Purpose.TICKET, wallet_id=wallet_id)
    twin.pk, twin.kid = lanyue, "0" * 16

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.django_db
def test_database_refuses_a_key_half_destroyed(lanyue):
    ring(Purpose.TICKET, lanyue)

    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(wallet_id=lanyue).update(private_sealed=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(wallet_id=lanyue).update(destroyed_at=ring_module.now())
