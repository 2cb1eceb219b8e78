"""Only a PIN opens an answer, once; whatever is wrong gives one and the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerback.callbacks.models import Attempt
from answerback.hotline import limits, words
from answerback.hotline.answer import Answer, answer
from answerback.hotline.models import Pin, Question
from answerback.hotline.pins import calls_to_ask_about, make_pin
from answerback.hotline.refusals import AskedTooOften, NoSuchCall, TooManyPins
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet
from tests.canary import Canary
from tests.cast import NOON, Cast, make_cast
from tests.hotline.conftest import Rung

AFTER = NOON + timedelta(minutes=20)
NUMBER = "+8617000000001"


def pin_of(cast: Cast, attempt: Attempt) -> str:
    return make_pin(cast.customer, attempt.id, by=cast.user, at=AFTER).sealed


def ask(wallet: Wallet, pin: str, number: str = NUMBER, minutes: float = 21, **more: object) -> Answer:
    at = NOON + timedelta(minutes=minutes)
    return answer(wallet, pin=pin, calling_number=number, by=SYSTEM, at=at, **more)  # type: ignore[arg-type]


def wrong(pin: str, by: int = 1) -> str:
    return f"{(int(pin) + by) % 10**8:08d}"


def without_id(told: Answer) -> Answer:
    return replace(told, question_id=None)  # type: ignore[arg-type]


def test_pin_opens_an_answer_that_names_our_call(cast: Cast, rung: Rung) -> None:
    call = rung()
    pin = pin_of(cast, call)

    told = ask(cast.wallet, f"{pin[:4]} {pin[4:]}")

    assert without_id(told) == Answer(
        question_id=None,  # type: ignore[arg-type]
        yes=True,
        began_at=NOON,
        answered_at=NOON + timedelta(seconds=5),
        ended_at=NOON + timedelta(minutes=7),
        zone="Asia/Shanghai",
    )
    assert "10:00" in words.said(told, language="en") and "10:07" in words.said(told, language="en")
    assert "10:00" in words.said(told, language="zh-hans")


def test_answer_says_that_a_call_goes_on_or_that_nobody_answered(cast: Cast, rung: Rung) -> None:
    live = ask(cast.wallet, pin_of(cast, rung(state="answered", outcome="", ended_at=None)))
    missed = ask(cast.wallet, pin_of(cast, rung(outcome="no_answer", answered_at=None)), minutes=30)

    assert words.said(live, language="en").endswith("and still goes on. Any other call is not us.")
    assert words.said(missed, language="en").endswith("nobody answered. Whoever you spoke to was not us.")


def test_pin_opens_one_answer_and_the_same_question_within_two_minutes_repeats_it(
    cast: Cast, rung: Rung
) -> None:
    pin = pin_of(cast, rung())

    first, again = ask(cast.wallet, pin), ask(cast.wallet, pin, minutes=22)
    elsewhere, later = ask(cast.wallet, pin, "+8617000000002", 22), ask(cast.wallet, pin, minutes=30)

    assert (first, first.yes) == (again, True)
    assert (elsewhere.yes, later.yes) == (False, False)
    assert Question.objects.for_wallet(cast.wallet).count() == 3


def test_everything_that_is_wrong_gets_the_same_answer_and_words(cast: Cast, rung: Rung) -> None:
    other = make_cast("second", "+8617000000031")
    pin = pin_of(cast, rung())
    cases = [
        (cast.wallet, wrong(pin), "+8617000000041"),
        (cast.wallet, pin[:7], "+8617000000042"),
        (cast.wallet, "", "+8617000000043"),
        (cast.wallet, "K7M2P9QXR", "+8617000000044"),
        (cast.wallet, pin, ""),
        (cast.wallet, pin, "withheld"),
        (other.wallet, pin, NUMBER),
    ]

    answers = {without_id(ask(wallet, given, number)) for wallet, given, number in cases}
    expired = without_id(ask(cast.wallet, pin, minutes=25 * 60))

    assert answers == {expired} == {Answer(question_id=None, yes=False)}  # type: ignore[arg-type]


def test_right_and_wrong_pins_cost_the_same_questions_to_the_database(cast: Cast, rung: Rung) -> None:
    pin = pin_of(cast, rung())
    ask(cast.wallet, "00000000", "+8617000000049")  # what is read once for all

    costs = []
    for given, number in (
        (wrong(pin), "+8617000000041"),
        (wrong(pin, 7), "+8617000000042"),
        ("K7M2P9QXR", ""),
    ):
        with CaptureQueriesContext(
            connection,
        ) as counted:
            ask(cast.wallet, given, number)
        costs.append(len(counted))
    with CaptureQueriesContext(connection) as counted:
        ask(cast.wallet, pin)

    assert len(set(costs[:2])) == 1
    assert len(counted) - costs[0] == 3  # the PIN is spent, its owner's zone and its call are read


def test_three_tries_for_each_telephone_in_the_whole_deployment(cast: Cast, rung: Rung) -> None:
    other = make_cast("second", "+8617000000031")
    pin = pin_of(cast, rung())
    for given, wallet in ((1, cast.wallet), (2, cast.wallet), (3, other.wallet)):
        ask(wallet, wrong(pin, given))

    blocked, tomorrow = ask(cast.wallet, pin), ask(cast.wallet, pin, minutes=21)
    fresh = pin_of(cast, rung(at=NOON + timedelta(minutes=5)))

    assert (blocked.yes, tomorrow.yes) == (False, False)
    assert ask(cast.wallet, fresh, "+8617000000002").yes


def test_three_tries_for_each_pin_from_any_telephone(cast: Cast, rung: Rung) -> None:
    pin = pin_of(cast, rung())
    for minutes in (21, 24, 27):
        ask(cast.wallet, pin, "withheld", minutes=minutes)

    assert not ask(cast.wallet, pin, minutes=30).yes


def test_agent_who_misses_ten_times_in_an_hour_is_stopped(cast: Cast) -> None:
    for n in range(limits.MISSES_PER_AGENT):
        ask(cast.wallet, f"{n:08d}", f"+86170000001{n:02d}", agent=cast.agent)

    with pytest.raises(AskedTooOften) as stopped:
        ask(cast.wallet, "99999999", agent=cast.agent)

    assert stopped.value.retry_at == NOON + timedelta(minutes=81)


def test_guessing_raises_one_alarm_and_in_the_end_closes_the_line(cast: Cast, rung: Rung) -> None:
    for n in range(limits.CLOSES_AT):
        ask(cast.wallet, f"{n:08d}", f"+86170000{n:05d}")
    pin = pin_of(cast, rung())

    alarms = Entry.objects.filter(kind="hotline.guessing_suspected").count()
    closed, quiet_again = ask(cast.wallet, pin, minutes=25), ask(cast.wallet, pin, minutes=90)

    assert alarms == 1
    assert (closed.yes, quiet_again.yes) == (False, True)


def test_owner_sees_that_somebody_asked_with_his_pin(cast: Cast, rung: Rung) -> None:
    ask(cast.wallet, pin_of(cast, rung()))
    ask(cast.wallet, "00000000")

    told = Entry.objects.filter(kind="hotline.answered").order_by("id")
    assert [(one.audience, one.customer_id, one.data) for one in told] == [
        ("customer", cast.customer.id, {"yes": True}),
        ("staff", None, {"yes": False}),
    ]


def test_pin_is_one_for_a_call_and_dies_with_its_day(cast: Cast, rung: Rung) -> None:
    call = rung()
    first = make_pin(cast.customer, call.id, by=cast.user, at=AFTER)
    same = make_pin(cast.customer, call.id, by=cast.user, at=AFTER + timedelta(hours=23))
    next_day = make_pin(cast.customer, call.id, by=cast.user, at=AFTER + timedelta(hours=24))

    assert (first.id, first.expires_at) == (same.id, AFTER + timedelta(hours=24))
    assert next_day.id != first.id


def test_five_pins_a_day(cast: Cast, rung: Rung) -> None:
    calls = [rung(at=NOON + timedelta(minutes=n)) for n in range(6)]
    for call in calls[:5]:
        make_pin(cast.customer, call.id, by=cast.user, at=AFTER)

    with pytest.raises(TooManyPins) as refused:
        make_pin(cast.customer, calls[5].id, by=cast.user, at=AFTER)

    assert refused.value.retry_at == AFTER + timedelta(days=1)


def test_no_pin_for_anothers_call_an_unseen_one_an_old_one_or_one_dialled_by_hand(
    cast: Cast, rung: Rung
) -> None:
    silent = rung(ringing_at=None, answered_at=None, outcome="failed")
    by_hand = rung(line="manual")
    old = rung(at=NOON - timedelta(days=8))
    mine = rung()

    for attempt_id in (silent.id, by_hand.id, old.id, new_id()):
        with pytest.raises(NoSuchCall):
            make_pin(cast.customer, attempt_id, by=cast.user, at=AFTER)
    with pytest.raises(NoSuchCall):
        make_pin(cast.stranger, mine.id, by=cast.user, at=AFTER)
    assert [one.attempt.id for one in calls_to_ask_about(cast.customer, AFTER)] == [mine.id]


def test_pin_stands_nowhere_in_the_clear(cast: Cast, rung: Rung, canary: Canary) -> None:
    pin = pin_of(cast, rung())
    canary.more.append(pin)
    ask(cast.wallet, pin, canary.phone)

    row = Pin.objects.for_wallet(cast.wallet).values().get()
    entries = str(list(Entry.objects.values("data", "kind")))
    assert pin not in str(row) and pin not in entries and canary.phone not in entries
