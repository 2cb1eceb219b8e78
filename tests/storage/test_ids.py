"""Identifiers: UUID version 7, rising."""

import time

from answerback.storage import ids as ids_module
from answerback.storage.ids import new_id


def test_new_ids_rise_and_carry_the_time(monkeypatch):
    monkeypatch.setattr(ids_module, "_last_tick", 0)
    before = time.time_ns() // 1_000_000

    ids = [new_id() for _ in range(2000)]

    assert ids == sorted(set(ids))
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert before <= ids[0].int >> 80 <= time.time_ns() // 1_000_000


def test_ids_rise_when_the_clock_steps_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 0)

    assert first < new_id() < new_id()
