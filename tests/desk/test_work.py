"""The day's work at the desk: whose callback it is, what twice does, what is asked before and after a call."""

from datetime import timedelta

import pytest

from answerback.callbacks.extend import extend, wrap_up_ends
from answerback.callbacks.offer import give_back
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.states import State
from answerback.journal.write import SYSTEM
from answerback.people.models import Role
from answerback.reports.models import SecretAlarm
from answerback.tickets.models import TicketNote
from tests.cast import make_cast, make_member
from tests.desk.acting import Desk, now, signed_in

ROUTES = (
    *("call", "later", "hang-up", "code", "finishing", "undo", "wrap-up", "stop", "line", "answers"),
    *("step-back", "language", "note", "next-step", "actions/unlock_account"),
)


@pytest.mark.parametrize("route", ROUTES)
def test_callback_of_another_agent_or_wallet_is_not_there(desk: Desk, route: str) -> None:
    callback = desk.arrange()
    desk.post("next")
    stranger = signed_in(make_member(make_cast("qingtan").wallet, Role.AGENT, "zhao", "赵", "Zhao", "7"))

    path = f"/desk/callbacks/{callback.id}/{route}"
    assert [client.post(path).status_code for client in (desk.other, stranger)] == [404, 404]
    assert desk.again(callback).state == State.OFFERED


def test_next_call_and_finish_a_second_time_change_nothing(desk: Desk) -> None:
    callback = desk.arrange()
    assert (desk.post("next"), desk.post("next")) == (302, 302)
    assert (desk.post("call", callback), desk.post("call", callback)) == (302, 302)
    desk.line_goes_on(0)
    desk.line_goes_on(5)
    callback = desk.end(callback)
    assert [desk.post("finishing", callback, outcome="solved") for _ in range(2)] == [302, 302]

    assert len(desk.attempts(callback)) == 1
    assert desk.entries("callback.finished") == 1
    assert [desk.post("undo", callback) for _ in range(2)] == [302, 302]
    assert desk.again(callback).finished_at is None


def test_agent_with_an_open_alarm_is_offered_nothing_and_reads_why(desk: Desk) -> None:
    callback = desk.arrange()
    cast = desk.cast
    SecretAlarm.objects.create(wallet=cast.wallet, customer=cast.customer, agent=cast.agent, raised_at=now())

    assert desk.post("next") == 403
    assert desk.again(callback).state == State.PLANNED
    assert "somebody asked for a secret in a call of yours" in desk.page()


def test_later_puts_an_offered_callback_off_for_a_quarter_of_an_hour(desk: Desk) -> None:
    callback = desk.arrange()
    desk.post("next")
    before = now()
    assert (desk.post("later", callback), desk.again(callback).state) == (302, State.PLANNED)
    assert desk.again(callback).not_before - before >= timedelta(minutes=15)


def test_finish_asks_for_the_outcome_and_for_what_it_needs(desk: Desk) -> None:
    callback = desk.end(desk.talk())
    wrong = [
        desk.post("finishing", callback),
        desk.post("finishing", callback, outcome="follow_up"),
        desk.post("finishing", callback, outcome="waiting"),
        desk.post("finishing", callback, outcome="no_answer"),
    ]
    assert (wrong, desk.again(callback).finished_at) == ([422] * 4, None)

    step = {"next_step": "Ask the bank", "next_step_by": "2027-01-05"}
    assert desk.post("finishing", callback, outcome="waiting", **step) == 302
    callback = desk.again(callback)
    assert callback.ticket is not None
    assert (callback.outcome, callback.ticket.next_step) == (Outcome.WAITING, "Ask the bank")


def test_note_is_filed_in_the_ticket_when_the_ten_seconds_are_over(desk: Desk) -> None:
    callback = desk.talk()
    desk.post("note", callback, note="He paid at ten.")
    callback = desk.end(callback)
    desk.post("finishing", callback, outcome="solved")
    notes = TicketNote.objects.for_wallet(desk.cast.wallet)
    assert list(notes.values_list("is_draft", flat=True)) == [True]

    desk.settle()
    note = notes.get()
    assert (note.text, note.is_draft, note.ticket_id) == (
        "He paid at ten.",
        False,
        desk.again(callback).ticket_id,
    )


def test_wrap_up_is_extended_once_by_a_double_click(desk: Desk) -> None:
    callback = desk.end(desk.talk())
    ends, then = wrap_up_ends(callback), now() + desk.later
    for at in (then, then + timedelta(seconds=1)):
        extend(callback, by=desk.cast.li_lei, at=at)
    assert (ends is not None, desk.entries("wrap_up.extended")) == (True, 1)
    assert wrap_up_ends(callback) == ends + timedelta(seconds=120)
    assert 'data-countdown="2' in desk.page()


def test_presence_is_one_of_three(desk: Desk) -> None:
    assert [desk.post("presence", presence=word) for word in ("break", "asleep")] == [302, 422]
    assert 'value="break" aria-pressed="true"' in desk.page()


def test_customer_says_on_the_line_never_to_ring_and_only_then(desk: Desk) -> None:
    callback = desk.arrange()
    desk.post("next")
    assert desk.post("stop", callback, level="everything") == 409
    desk.post("call", callback)
    desk.line_goes_on(0)
    desk.line_goes_on(5)
    assert desk.post("stop", callback, level="everything") == 302
    assert desk.again(callback).customer.stop == "everything"


def test_callback_taken_back_by_the_system_leaves_an_empty_desk(desk: Desk) -> None:
    callback = desk.arrange()
    desk.post("next")
    assert "Payment not arrived" in desk.page()
    give_back(desk.again(callback), by=SYSTEM, at=now())
    assert "Ready for the next one" in desk.page()
