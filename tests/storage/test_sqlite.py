"""One fair writer per SQLite file, in real threads on a real file."""

import sqlite3
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.utils import OperationalError
from django.utils import timezone

from answerback.keys.models import Key
from answerback.storage.ids import new_id
from answerback.storage.turns import turns_for
from answerback.storage.upkeep import optimize
from tests.journal.conftest import Failed
from tests.storage.test_turns import until

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the queue of writers is SQLite's own"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def turns():
    """The queue of the test's database file; free again after every test."""
    connection.ensure_connection()
    queue = turns_for(str(connection.settings_dict["NAME"]))
    yield queue
    assert queue.free()
    assert queue.waiting() == 0


def a_key(generation):
    """Some row with a counter and a unique constraint."""
    return Key(
        purpose="ticket",
        kid=new_id().hex[-16:],
        algorithm="A256",
        generation=generation,
        created_at=timezone.now(),
        not_before=timezone.now(),
        private_sealed=b"x",
    )


def in_threads(count, work):
    """Run work(number) in threads of their own; returns what they raised."""
    raised = []

    def run(number):
        try:
            work(number)
        except (DatabaseError, Failed) as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    return threads, raised


def finish(threads):
    for thread in threads:
        thread.join()


def test_sqlite_connection_has_the_measured_settings(turns):
    names = ("journal_mode", "synchronous", "busy_timeout", "mmap_size", "cache_size", "foreign_keys")
    with connection.cursor() as cursor:
        settings = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 20_000,
        "mmap_size": 268_435_456,
        "cache_size": -65_536,
        "foreign_keys": 1,
    }


def test_sqlite_eight_threads_lose_no_update_and_see_no_locked_database(turns):
    key = a_key(1)
    key.save()

    def count_up(_):
        for _ in range(25):
            with transaction.atomic():
                row = Key.objects.get(id=key.id)
                row.generation += 1
                row.save()

    threads, raised = in_threads(8, count_up)
    for thread in threads:
        thread.start()
    finish(threads)

    key.refresh_from_db()
    assert (key.generation, raised) == (201, [])


def test_sqlite_eight_autocommit_writers_see_no_locked_database(turns):
    threads, raised = in_threads(8, lambda number: [a_key(number * 100 + one).save() for one in range(20)])
    for thread in threads:
        thread.start()
    finish(threads)

    assert (Key.objects.count(), raised) == (160, [])


def test_sqlite_transactions_begin_in_the_order_they_were_asked_for(turns):
    begun = []

    def begin(number):
        with transaction.atomic():
            begun.append(number)

    threads, raised = in_threads(8, begin)
    with transaction.atomic():
        for number, thread in enumerate(threads):
            thread.start()
            until(lambda expected=number + 1: turns.waiting() == expected)
    finish(threads)

    assert (begun, raised) == (list(range(8)), [])


def test_sqlite_reads_outside_a_transaction_wait_for_nobody(turns):
    counted = []
    threads, raised = in_threads(1, lambda _: counted.append(Key.objects.count()))
    with transaction.atomic():
        a_key(1).save()
        threads[0].start()
        finish(threads)

    assert (counted, raised) == ([0], [])


@pytest.mark.parametrize("depth", [1, 3])
def test_sqlite_turn_is_free_after_an_error_inside_atomic(turns, depth):
    def fail(levels):
        with transaction.atomic():
            a_key(levels).save()
            if levels == 1:
                raise Failed
            fail(levels - 1)

    with pytest.raises(Failed):
        fail(depth)

    assert turns.free()
    assert Key.objects.count() == 0


def test_sqlite_turn_is_kept_when_only_a_savepoint_rolls_back(turns):
    with transaction.atomic():
        a_key(1).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            a_key(1).save()
        assert not turns.free()

    assert turns.free()


def test_sqlite_turn_is_free_after_a_failed_autocommit_write(turns):
    a_key(1).save()

    with pytest.raises(IntegrityError):
        a_key(1).save()

    assert turns.free()


def test_sqlite_turn_is_free_after_a_failed_commit(turns):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE up (id INTEGER PRIMARY KEY)")
        cursor.execute("CREATE TABLE down (id REFERENCES up DEFERRABLE INITIALLY DEFERRED)")
        cursor.execute("INSERT INTO down VALUES (7)")

    assert turns.free()


def test_sqlite_turn_is_free_after_the_connection_closes_in_a_transaction(turns):
    def close_early(_):
        with transaction.atomic():
            a_key(1).save()
            connection.close()

    threads, _ = in_threads(1, close_early)
    threads[0].start()
    finish(threads)

    assert turns.free()
    assert Key.objects.count() == 0


def test_sqlite_turn_is_free_after_a_thread_forgot_to_commit(turns):
    def forget(_):
        transaction.set_autocommit(False)
        a_key(1).save()

    threads, raised = in_threads(1, forget)
    threads[0].start()
    finish(threads)

    assert (turns.free(), raised) == (True, [])


def test_sqlite_manual_transactions_queue_and_give_back(turns):
    transaction.set_autocommit(False)
    try:
        a_key(1).save()
        assert not turns.free()
        transaction.rollback()
        assert turns.free()
    finally:
        transaction.set_autocommit(True)

    assert Key.objects.count() == 0


def test_sqlite_waiting_too_long_is_an_operational_error_and_leaves_no_trace(turns):
    def wait_briefly(_):
        connection.ensure_connection()
        connection._turn_timeout_seconds = 0.05
        with transaction.atomic():
            a_key(1).save()

    threads, raised = in_threads(1, wait_briefly)
    with transaction.atomic():
        threads[0].start()
        finish(threads)

    assert [type(error) for error in raised] == [OperationalError]


def test_sqlite_another_process_is_waited_for(turns):
    a_key(1).save()
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    release.start()

    with transaction.atomic():
        a_key(2).save()
    release.join()
    other.close()

    assert Key.objects.count() == 2


def test_sqlite_upkeep_empties_the_write_ahead_log(turns):
    a_key(1).save()
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    before = log.stat().st_size

    optimize()

    assert (before > 0, log.stat().st_size) == (True, 0)
