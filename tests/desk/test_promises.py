"""Promises at the desk: made with one key, suggested by what was written, kept, explained; offers shown or silent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.conversations.queries import conversation_of
from answerback.conversations.record import walk_of
from answerback.findings import hear
from answerback.findings.offers.models import Offer
from answerback.people.models import Role
from answerback.tickets.models import Promise
from answerback.tickets.promise import make_promise
from answerback.tickets.promise_break import step
from tests.cast import make_member
from tests.desk.acting import now, signed_in
from tests.findings.offers.acting import agree
from tests.findings.offers.acting import given as calm

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


def test_desk_says_the_offers_words_or_why_there_is_none(desk: Desk) -> None:
    callback = desk.arrange(kind="routine_follow_up", guide="routine_follow_up", language="en")
    desk.post("next")
    desk.post("call", callback)
    desk.line_goes_on(0)
    desk.line_goes_on(5)
    desk.page()
    _go_calmly_to(desk, desk.again(callback), "t_recap")
    assert "The user has not agreed to hear of offers." in desk.page()

    agree(desk.cast.customer)
    assert "There is no approved offer at the moment." in desk.page()

    _offer(desk)
    _go_calmly_to(desk, desk.again(callback), "t_offer_what")
    page = desk.page()
    assert ("Transfers cost no fee this month." in page, "https://lanyue.example/terms" in page) == (
        True,
        True,
    )
    assert 'href="https://lanyue.example/terms"' not in page


def _go_calmly_to(desk: Desk, callback: Callback, wanted: str) -> None:
    """As the agent does: the page is drawn before each answer."""
    for _ in range(40):
        desk.page()
        talk = conversation_of(callback.wallet, callback_id=callback.id)
        assert talk is not None
        step = walk_of(talk).frontier
        if step.id == wanted:
            return
        said = {"t_offer": "yes"}.get(step.id, "")
        hear.answer(callback, talk, step=step.id, given=calm(step, said), by=desk.cast.li_lei, at=now())
    raise AssertionError(f"not on the way: {wanted}")


def _offer(desk: Desk) -> None:
    at, wallet = now(), desk.cast.wallet
    wallet.website = "https://lanyue.example"  # only an offer whose terms lie on a published site is said
    wallet.created_at = at - timedelta(days=365)
    wallet.save()
    approver = make_member(wallet, Role.SUPERVISOR, "lihua", "李华", "Li Hua", "2002")
    Offer.objects.create(
        wallet=wallet, title_zh="免手续费", title_en="No fee", text_zh="本月转账免手续费。",
        text_en="Transfers cost no fee this month.", terms="https://lanyue.example/terms", state="approved",
        valid_from=at - timedelta(days=1), valid_until=at + timedelta(days=9), author=desk.cast.supervisor,
        written_at=at, approver=approver, approved_at=at,
    )  # fmt: skip


def test_two_deeds_by_the_same_evening_are_two_promises(desk: Desk) -> None:
    callback = desk.talk()
    day = (now() + timedelta(days=3)).date().isoformat()

    for text in ("把账单寄给您。", "把限额改好。", "把限额改好。"):
        desk.post("promises", callback, kind="deed", text=text, due=day)

    assert sorted(one.text for one in Promise.objects.for_wallet(desk.cast.wallet)) == [
        "把账单寄给您。",
        "把限额改好。",
    ]


def test_another_agent_keeps_releases_and_explains_nothing_of_mine(desk: Desk) -> None:
    promise = broken(desk, desk.talk())

    codes = [
        desk.other.post(f"/desk/promises/{promise.id}/keeping", {"how": "released"}).status_code,
        desk.other.post(f"/desk/promises/{promise.id}/explanation", {"words": "算了。"}).status_code,
    ]

    promise.refresh_from_db()
    assert (codes, promise.released_at, promise.explained_at) == ([404, 404], None, None)
