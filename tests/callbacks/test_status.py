"""The user's page: every combination of facts gives one face, and green only for a proven leg."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from answerback.callbacks.status import Arranged, CallFacts, Face, Facts, Names, status_at

NOW = datetime.fromisoformat("2026-11-23T06:00:00+00:00")
ONE = UUID(int=1)
MINUTE = timedelta(minutes=1)


def a_call(**changes: object) -> CallFacts:
    fields: dict[str, object] = {
        "attempt_id": ONE, "callback_id": ONE, "leg_id": ONE, "line": "simulator", "last_two": "88",
        "kind": "payment_not_arrived", "guide": "payment_not_arrived", "agent": Names("Li Lei", "李雷"),
        "team": Names("Payments", "支付组"), "work_number": "1001",
    }  # fmt: skip
    return CallFacts(**fields | changes)  # type: ignore[arg-type]


def facts(*calls: CallFacts, **changes: object) -> Facts:
    fields: dict[str, object] = {
        "wallet_id": ONE, "customer_id": ONE, "official_number": "+864000000188", "caller_number": "+864000000188",
        "rings_by_phone": True, "stopped": False, "calls": calls,
    }  # fmt: skip
    return Facts(**fields | changes)  # type: ignore[arg-type]


LATER = Arranged(ONE, NOW + 5 * MINUTE, NOW + 35 * MINUTE, "payment_not_arrived", in_app=False)


@pytest.mark.parametrize(
    ("rang", "answered", "sound", "confirmed", "ended", "busy", "arranged", "line"),
    [
        (*flags, line)
        for flags in itertools.product([False, True], repeat=7)
        for line in ("simulator", "inapp", "manual")
    ],
)
def test_every_combination_gives_the_first_face_that_fits(
    rang: bool,
    answered: bool,
    sound: bool,
    confirmed: bool,
    ended: bool,
    busy: bool,
    arranged: bool,
    line: str,
) -> None:
    call = a_call(
        line=line,
        ringing_at=NOW - 3 * MINUTE if rang else None,
        answered_at=NOW - 2 * MINUTE if answered else None,
        media_at=NOW - 2 * MINUTE if sound else None,
        confirmed_at=NOW - MINUTE if confirmed else None,
        ended_at=NOW - MINUTE / 2 if ended else None,
        outcome="busy" if busy and ended else "",
    )

    face = status_at(facts(call, arranged=LATER if arranged else None), NOW).face

    assert face == expected(rang, answered, sound, confirmed, ended, busy, arranged, line)


def expected(
    rang: bool,
    answered: bool,
    sound: bool,
    confirmed: bool,
    ended: bool,
    busy: bool,
    arranged: bool,
    line: str,
) -> Face:
    """The table of the design, said once more in other words."""
    manual = line == "manual"
    live = not ended and not manual
    if live and answered and sound and confirmed:
        return Face.TALKING
    if live and answered:
        return Face.CONNECTED
    if live and rang:
        return Face.RINGING
    if ended and busy and not manual:
        return Face.ELSEWHERE
    if ended and (rang or answered) and not manual:
        return Face.ENDED
    return Face.ARRANGED if arranged else Face.QUIET


def test_a_proven_call_wins_over_another_that_rings() -> None:
    proven = a_call(answered_at=NOW, media_at=NOW, confirmed_at=NOW)
    ringing = a_call(attempt_id=UUID(int=2), ringing_at=NOW)

    assert status_at(facts(ringing, proven), NOW).face == Face.TALKING


def test_elsewhere_lasts_fifteen_minutes_and_ended_thirty() -> None:
    busy = a_call(ended_at=NOW, outcome="busy", ringing_at=None)
    over = a_call(ended_at=NOW, answered_at=NOW - MINUTE, outcome="spoke")

    assert [status_at(facts(busy), NOW + m * MINUTE).face for m in (0, 14, 15)] == [
        Face.ELSEWHERE, Face.ELSEWHERE, Face.QUIET,
    ]  # fmt: skip
    assert [status_at(facts(over), NOW + m * MINUTE).face for m in (0, 29, 30)] == [
        Face.ENDED, Face.ENDED, Face.QUIET,
    ]  # fmt: skip


def test_a_newer_ended_call_hides_an_older_busy_one() -> None:
    busy = a_call(ended_at=NOW - 5 * MINUTE, outcome="busy")
    over = a_call(
        attempt_id=UUID(int=2), answered_at=NOW - 2 * MINUTE, ended_at=NOW - MINUTE, outcome="spoke"
    )

    assert status_at(facts(busy, over), NOW).face == Face.ENDED


def test_whoever_stopped_every_call_is_never_told_that_one_is_arranged() -> None:
    assert status_at(facts(arranged=LATER, stopped=True), NOW).face == Face.QUIET
