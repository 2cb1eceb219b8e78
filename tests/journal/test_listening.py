"""Between processes on PostgreSQL a committed entry is heard."""

import threading

import pytest
from django.db import connection

from answerback.journal import wake
from answerback.journal.listening import listen_until
from answerback.journal.seal import seal
from tests.journal.conftest import NOON


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_listener_rings_for_what_another_process_committed(write_one, lanyue, monkeypatch):
    stop, ready, heard = threading.Event(), threading.Event(), threading.Event()
    rung = []

    def hear(bell):
        rung.append(bell)
        (heard if ready.is_set() else ready).set()

    monkeypatch.setattr("answerback.journal.listening.ring", hear)
    listener = threading.Thread(target=listen_until, args=[stop])
    listener.start()
    assert ready.wait(10)
    while len(rung) < 2:
        stop.wait(0.01)
    rung.clear()
    heard.clear()

    write_one(lanyue)
    assert heard.wait(10)
    heard.clear()
    seal(at=NOON)
    assert heard.wait(10)
    stop.set()
    listener.join(10)

    assert rung == [wake.Bell.WRITTEN, wake.Bell.SEALED]
    assert not listener.is_alive()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="one process needs no listener")
def test_listener_has_nothing_to_do_on_sqlite():
    listen_until(threading.Event())
