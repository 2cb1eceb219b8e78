"""A call is proven in both directions by a key on the device: bound to the leg, counted once, within its limits."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from answerback.callbacks import dial
from answerback.callbacks.status import Face
from answerback.devices import enrol, exchange
from answerback.devices.exchange import Checked, DeviceTooNew, DeviceUnknown, NoCallToProve, QuestionWrong
from answerback.devices.models import Exchange
from answerback.journal.models import Entry
from answerback.passport import ocra
from tests.cast import Cast
from tests.devices.app import App
from tests.devices.calling import BACKEND, Call

WRONG = "00000000"


def test_app_of_the_test_agrees_with_the_rfc() -> None:
    """RFC 6287, appendix C.2: mutual challenge-response with OCRA-1:HOTP-SHA256-8:QA08."""
    app = App("OCRA-1:HOTP-SHA256-8:QA08", b"12345678901234567890123456789012", UUID(int=0), "CLI22220")

    assert app.is_ours("28247970", "SRV11110")
    assert app.answer("SRV11110") == "15510767"
    assert ocra.suite(app.suite) == enrol.SUITE


def test_both_sides_prove_themselves_and_the_page_says_talking(call: Call) -> None:
    call.answered()
    assert (call.face, call.digits()) == (Face.CONNECTED, "")
    made = call.ask()
    read_out = call.digits()

    assert call.app.is_ours(read_out, made.server_question)
    assert call.answer(made, call.app.answer(made.server_question)) == Checked(matched=True, left=0)
    assert (call.face, call.digits()) == (Face.TALKING, "")
    assert call.answer(made, WRONG) == Checked(matched=True, left=0), "the second time changes nothing"
    confirmed = Entry.objects.filter(kind="attempt.confirmed")
    assert [entry.data["how"] for entry in confirmed] == ["device"]


def test_swindler_cannot_say_what_the_app_will_find_right(call: Call) -> None:
    call.answered()
    made = call.ask()

    assert not call.app.is_ours("12345678", made.server_question)
    assert not call.app.is_ours(call.app.answer(made.server_question), made.server_question), (
        "the device's own answer is not the server's"
    )


def test_device_that_is_added_while_the_call_is_on_proves_nothing_on_it(call: Call) -> None:
    """A thief with the session, or a swindler who coaches: his own device must not turn this call green."""
    call.ring()
    first, call.app = call.app, call.enrolled()
    call.clock.passes(2)

    with pytest.raises(DeviceTooNew):
        call.ask()
    assert (call.face, call.digits()) == (Face.CONNECTED, "")
    call.app = first
    made = call.ask()
    assert call.answer(made, call.app.answer(made.server_question)).matched


def test_before_the_call_is_answered_there_is_nothing_to_prove(call: Call) -> None:
    with pytest.raises(NoCallToProve):
        call.ask()
    call.ring()
    assert call.face == Face.RINGING
    with pytest.raises(NoCallToProve):
        call.ask()
    assert Exchange.objects.count() == 0


def test_digits_are_on_the_screen_of_the_agent_of_this_call_alone(call: Call) -> None:
    call.answered()
    call.ask()

    assert exchange.digits_for(call.attempt, call.cast.supervisor, at=call.clock.now) == ""
    assert len(call.digits()) == 8


def test_exchange_ends_after_ninety_seconds(call: Call) -> None:
    call.answered()
    made = call.ask()
    answer = call.app.answer(made.server_question)
    call.clock.now += timedelta(seconds=90)

    assert call.digits() == ""
    assert call.answer(made, answer) == Checked(matched=False, left=0)
    assert call.face == Face.CONNECTED


def test_three_wrong_answers_close_it_even_for_the_right_one(call: Call) -> None:
    call.answered()
    made = call.ask()
    left = [call.answer(made, WRONG).left for _ in range(3)]

    assert left == [2, 1, 0]
    assert call.answer(made, call.app.answer(made.server_question)) == Checked(matched=False, left=0)
    assert call.face == Face.CONNECTED


def test_leg_has_three_exchanges_and_the_newest_counts(call: Call) -> None:
    call.answered()
    first = call.ask()
    old = call.app.answer(first.server_question)
    call.ask()
    assert call.answer(first, old) == Checked(matched=False, left=0)
    call.ask()
    with pytest.raises(NoCallToProve):
        call.ask()


def test_answer_of_one_leg_is_nothing_to_the_next(call: Call) -> None:
    call.answered()
    made = call.ask()
    answer = call.app.answer(made.server_question)
    dial.ask_hang_up(call.attempt, by=call.cast.li_lei, at=call.clock.now)
    call.clock.passes(1)

    assert call.face == Face.ENDED
    with pytest.raises(NoCallToProve):
        call.answer(made, answer)


def test_stranger_can_neither_ask_nor_answer(call: Call) -> None:
    call.answered()
    made = call.ask()
    stranger, at = call.cast.stranger, call.clock.now

    with pytest.raises(DeviceUnknown):
        exchange.ask(stranger, call.app.device, "ABCDEFGH", by=BACKEND, at=at)
    with pytest.raises(NoCallToProve):
        exchange.answer(stranger, made.id, call.app.answer(made.server_question), by=BACKEND, at=at)


def test_device_that_was_removed_proves_nothing(call: Call) -> None:
    call.answered()
    made = call.ask()
    enrol.revoke(call.cast.customer, call.app.device, by=call.cast.user, at=call.clock.now)

    assert call.answer(made, call.app.answer(made.server_question)) == Checked(matched=False, left=0)
    with pytest.raises(DeviceUnknown):
        call.ask()


@pytest.mark.parametrize("question", ["", "ABCDEFG", "ABCDEFGHI", "ABC DEFG", "岚月支付岚月支付"])
def test_question_of_another_kind_is_refused(call: Call, question: str) -> None:
    call.answered()

    with pytest.raises(QuestionWrong):
        exchange.ask(call.cast.customer, call.app.device, question, by=BACKEND, at=call.clock.now)


def test_database_holds_the_limits_itself(call: Call) -> None:
    call.answered()
    made = call.ask()
    rows = Exchange.objects.for_wallet(call.cast.wallet)

    for change in ({"number": 4}, {"tries": 4}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.filter(id=made.id).update(**change)
    made.pk, made.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.create(
            wallet=call.cast.wallet, attempt=made.attempt, device=made.device, number=2,
            client_question="A", server_question="B", made_at=made.made_at, expires_at=made.expires_at,
        )  # fmt: skip


def test_nothing_of_it_is_in_the_journal(call: Call) -> None:
    call.answered()
    made = call.ask()
    digits, answer = call.digits(), call.app.answer(made.server_question)
    call.answer(made, WRONG)
    call.answer(made, answer)

    told = " ".join(str(entry.data) for entry in Entry.objects.all())
    secret = call.app.key.hex()
    planted = (digits, answer, made.client_question, made.server_question, secret)
    assert [one for one in planted if one in told] == []


def test_forgotten_customer_has_no_device(cast: Cast, call: Call) -> None:
    exchange.forget(cast.customer, call.clock.now)

    assert enrol.confirmed(cast.customer) == []
