"""The fair lock by itself."""

import gc
import threading
import time
import weakref

import pytest

from answerback.storage.turns import Turns


def until(condition):
    """Wait for another thread, at most ten seconds."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "the other thread did not come"
        time.sleep(0.001)


def test_turns_eight_waiters_are_served_in_the_order_they_came():
    turns, served = Turns(), []
    first, waiters = object(), [object() for _ in range(8)]
    turns.take(first, timeout_seconds=1)

    def wait(number):
        assert turns.take(waiters[number], timeout_seconds=10)
        served.append(number)
        turns.give_back(waiters[number])

    threads = [threading.Thread(target=wait, args=[number]) for number in range(8)]
    for number, thread in enumerate(threads):
        thread.start()
        until(lambda expected=number + 1: turns.waiting() == expected)
    turns.give_back(first)
    for thread in threads:
        thread.join()

    assert served == list(range(8))
    assert turns.free()


def test_turns_the_holder_may_take_it_again_and_gives_it_back_once():
    turns, owner, other = Turns(), object(), object()

    assert turns.take(owner, timeout_seconds=0)
    assert turns.take(owner, timeout_seconds=0)
    assert not turns.take(other, timeout_seconds=0)
    turns.give_back(owner)

    assert turns.take(other, timeout_seconds=0)


def test_turns_who_waits_in_vain_leaves_the_queue():
    turns, owner, late, next_one = Turns(), object(), object(), object()
    turns.take(owner, timeout_seconds=0)

    assert not turns.take(late, timeout_seconds=0.01)
    turns.give_back(owner)

    assert turns.free()
    assert turns.take(next_one, timeout_seconds=0)


def test_turns_giving_back_what_one_does_not_hold_changes_nothing():
    turns, owner, stranger = Turns(), object(), object()
    turns.take(owner, timeout_seconds=0)

    turns.give_back(stranger)

    assert not turns.take(stranger, timeout_seconds=0)


def test_turns_an_owner_collected_in_a_cycle_gives_back_through_its_finalizer():
    class Connection:
        pass

    turns, holder, connection = Turns(), object(), Connection()
    connection.itself = connection
    weakref.finalize(connection, turns.give_back, holder)
    turns.take(holder, timeout_seconds=0)

    del connection
    gc.collect()

    assert turns.free()


@pytest.mark.parametrize("turn_came", [True, False])
def test_turns_an_interrupted_waiter_leaves_nothing_behind(monkeypatch, turn_came):
    turns, owner, waiter = Turns(), object(), object()

    class Interrupted(threading.Event):
        def wait(self, timeout=None):
            if turn_came:
                turns.give_back(owner)
            raise KeyboardInterrupt

    monkeypatch.setattr("answerback.storage.turns.threading.Event", Interrupted)
    turns.take(owner, timeout_seconds=0)

    with pytest.raises(KeyboardInterrupt):
        turns.take(waiter, timeout_seconds=1)

    turns.give_back(owner)
    assert (turns.free(), turns.waiting()) == (True, 0)
