"""Promises at the desk: made with one key, suggested by what was written, kept, explained; offers shown or silent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.tickets.models import Promise
from answerback.tickets.promise import make_promise
from answerback.tickets.promise_break import step
from tests.desk.acting import now, signed_in

if TYPE_CHECKING:
    from tests.desk.acting import Desk


def promises(desk: Desk) -> list[Promise]:
    return list(Promise.objects.for_wallet(desk.cast.wallet).order_by("made_at"))


def broken(desk: Desk, callback: Callback) -> Promise:
    made = now() - timedelta(days=2)
    ticket = ticket_of(callback, by=desk.cast.li_lei, at=made)
    promise = make_promise(
        ticket, text="查清楚后答复。", due_at=made + timedelta(days=1), by=desk.cast.li_lei, at=made
    )
    step(now())
    promise.refresh_from_db()
    return promise


def test_ready_promise_is_one_press_and_twice_is_one(desk: Desk) -> None:
    callback = desk.talk()
    assert 'value="news_in_3_days"' in desk.page()

    assert [desk.post("promises", callback, ready="news_in_3_days") for _ in range(2)] == [302, 302]

    (made,) = promises(desk)
    assert (made.kind, made.owner, made.callback_id) == ("news", desk.cast.agent, callback.id)


def test_promised_call_is_a_callback_of_its_own_that_keeps_it(desk: Desk) -> None:
    callback = desk.talk()
    for _ in range(2):
        desk.post("promises", callback, ready="call_next_day")

    (made,) = promises(desk)
    planned = Callback.objects.for_wallet(desk.cast.wallet).get(id=made.callback_id)
    assert (planned.id == callback.id, planned.state, planned.ticket_id) == (False, "planned", made.ticket_id)
    assert now() < planned.not_before < made.due_at


def test_own_words_by_a_day_are_promised(desk: Desk) -> None:
    callback = desk.talk()
    day = (now() + timedelta(days=3)).date().isoformat()

    codes = [
        desk.post("promises", callback, text="把申诉材料交给商户。", kind="deed", due=day),
        desk.post("promises", callback, text="", kind="deed", due=day),
        desk.post("promises", callback, ready="nothing"),
    ]

    assert (codes, [one.text for one in promises(desk)]) == ([302, 422, 422], ["把申诉材料交给商户。"])


def test_note_that_sounds_like_a_promise_is_suggested_and_never_written_by_itself(desk: Desk) -> None:
    callback = desk.talk()
    desk.post("note", callback, note="用户着急。三天内给您答复。")

    page = desk.page()

    assert ("data-suggested-promise" in page, promises(desk)) == (True, [])
    desk.post("promises", callback, ready="news_in_3_days")
    assert "data-suggested-promise" not in desk.page()


def test_broken_promise_is_explained_on_my_page_and_then_asks_no_more(desk: Desk) -> None:
    promise = broken(desk, desk.talk())
    assert "查清楚后答复。" in desk.client.get("/desk/promises").content.decode()

    codes = [
        desk.post(f"promises/{promise.id}/explanation", words=""),
        desk.post(f"promises/{promise.id}/explanation", words="银行还没有答复我们。"),
    ]

    promise.refresh_from_db()
    assert (codes, promise.explanation) == ([422, 302], "银行还没有答复我们。")
    assert "explanation" not in desk.client.get("/desk/promises").content.decode()


def test_done_and_let_off_are_written_once_each(desk: Desk) -> None:
    promise = broken(desk, desk.talk())

    codes = [desk.post(f"promises/{promise.id}/keeping", how=how) for how in ("kept", "kept", "nonsense")]

    assert (codes, desk.entries("promise.kept")) == ([302, 302, 422], 1)


def test_other_agents_see_their_own_promises_only(desk: Desk) -> None:
    broken(desk, desk.talk())
    assert "查清楚后答复。" not in desk.other.get("/desk/promises").content.decode()


def test_supervisor_may_explain_what_an_agent_left(desk: Desk) -> None:
    promise = broken(desk, desk.talk())
    lead = signed_in(desk.cast.supervisor)

    code = lead.post(
        f"/desk/promises/{promise.id}/explanation", {"words": "银行还没有答复我们。"}
    ).status_code

    promise.refresh_from_db()
    assert (code, promise.explained_by) == (302, desk.cast.supervisor)
