"""A call at the desk: what is seen when, the conversation, actions, the agent's own phone."""

import json

from django.http import QueryDict

from answerback.callbacks import prove
from answerback.callbacks.queries import live_attempt, state_of
from answerback.callbacks.states import State
from answerback.callbacks.status import Face
from answerback.conversations.models import Answer, Conversation
from answerback.conversations.queries import current_step
from answerback.customers.models import Customer
from answerback.desk.talking import given_in_form
from answerback.guard import DEFAULT
from answerback.tickets.models import ActionRequest, TicketNote
from answerback.wallets.kinds import Line
from tests.desk.acting import Desk, now
from tests.phrase import PHRASE


def talk_of(desk: Desk) -> Conversation:
    return Conversation.objects.for_wallet(desk.cast.wallet).select_related("version", "wallet").get()


def confirm(desk: Desk, callback: object) -> None:
    attempt = live_attempt(callback)  # type: ignore[arg-type]
    assert attempt is not None
    prove.confirm(attempt, at=now(), by=desk.cast.user, how="code")


def test_name_opens_with_the_answered_call_and_is_logged_once(desk: Desk) -> None:
    callback = desk.arrange()
    desk.post("next")
    before = desk.page()
    desk.post("call", callback)
    desk.line_goes_on(0)
    desk.line_goes_on(5)
    after = desk.page()
    desk.page()
    assert ("王小明" in before, "•••• 01" in before, "王小明" in after) == (False, True, True)
    assert ("+8617000000001" in after, desk.entries("customer.read")) == (False, 1)


def test_more_names_within_an_hour_than_the_policy_allows_stay_closed_and_raise_one_alarm(desk: Desk) -> None:
    desk.cast.wallet.policies |= {"reads_per_hour": 1}
    desk.cast.wallet.save()
    first = desk.talk()
    assert "王小明" in desk.page()
    desk.post("finishing", desk.end(first), outcome="solved")

    second = desk.arrange(customer=desk.cast.stranger)
    for name in ("next", None):
        desk.post(name) if name else desk.post("call", second)
    desk.line_goes_on(0)
    desk.line_goes_on(5)
    pages = [desk.page(), desk.page()]
    assert [("王小明" in page, "within one hour" in page) for page in pages] == [(False, True)] * 2
    assert (desk.entries("customer.read"), desk.entries("agent.read_rate_exceeded")) == (1, 1)


def test_code_is_shown_in_two_groups_and_read_once(desk: Desk) -> None:
    callback = desk.talk()
    pages = [desk.page(), desk.page()]
    attempt = live_attempt(callback)
    assert attempt is not None
    code = prove.issue(attempt, at=now()).sealed
    assert all(f"{code[:3]} {code[3:]}" in page for page in pages)
    assert (desk.entries("code.made"), desk.entries("code.read")) == (1, 1)


def test_conversation_waits_for_the_answer_and_keeps_what_was_said_on_the_way_back(desk: Desk) -> None:
    desk.arrange()
    desk.post("next")
    assert "What you will say" in desk.page()
    assert not Conversation.objects.for_wallet(desk.cast.wallet).exists()
    callback = desk.held()
    desk.post("call", callback)
    desk.line_goes_on(0)
    desk.line_goes_on(5)
    desk.page()

    first = current_step(talk_of(desk)).step.id
    assert desk.post("answers", callback, step=first) == 302
    second = current_step(talk_of(desk)).step.id
    assert desk.post("answers", callback, step=second, answer="yes") == 302
    third = current_step(talk_of(desk)).step.id
    assert desk.post("step-back", callback, step=third) == 302
    view = current_step(talk_of(desk))
    assert (view.step.id, view.given.codes if view.given else None) == (second, ("yes",))


def test_language_of_the_call_changes_without_losing_an_answer(desk: Desk) -> None:
    callback = desk.talk()
    desk.page()
    talk = talk_of(desk)
    desk.post("answers", callback, step=current_step(talk).step.id)
    before = current_step(talk_of(desk))
    assert [desk.post("language", callback, language=tag) for tag in ("en", "en", "tlh")] == [302, 302, 422]
    after = current_step(talk_of(desk))
    assert (before.step.id, before.prompt != after.prompt) == (after.step.id, True)
    assert Answer.objects.for_wallet(desk.cast.wallet).count() == 1
    assert desk.entries("conversation.language_changed") == 1


def test_rather_not_say_and_an_unfit_answer(desk: Desk) -> None:
    callback = desk.talk()
    desk.page()
    desk.post("answers", callback, step=current_step(talk_of(desk)).step.id)
    step = current_step(talk_of(desk)).step.id
    assert desk.post("answers", callback, step=step, answer="no-such-answer") == 422
    assert desk.post("answers", callback, step=step, answer="rather_not_say") == 302


def test_note_says_at_once_what_was_taken_out(desk: Desk) -> None:
    callback = desk.talk()
    answer = desk.client.post(f"/desk/callbacks/{callback.id}/note", {"note": "验证码是 483920"})
    said = json.loads(answer.content)
    assert said["warning"].startswith("Stop, do not read on.")
    assert said["kept"] == "验证码是 ‹one_time_code›"
    assert "483920" not in desk.page()


def test_note_keeps_none_of_the_first_words_of_a_phrase(desk: Desk) -> None:
    callback = desk.talk()
    note = "钱没到。他的助记词是 zebra gospel quantum velvet oxygen"
    said = desk.client.post(f"/desk/callbacks/{callback.id}/note", {"note": note}).json()
    kept = TicketNote.objects.for_wallet(desk.cast.wallet).get().text
    assert said["warning"].startswith("Stop, do not read on.")
    assert (said["kept"], kept) == (kept, "钱没到。他的助记词是 ‹seed_phrase›")


def test_answer_keeps_none_of_the_first_words_of_a_phrase(desk: Desk) -> None:
    given, begun = given_in_form(QueryDict("text=the+seed:+zebra+gospel+quantum+velvet&step=what"), DEFAULT)
    assert (given, begun is not None) == ({"text": "the seed: ‹seed_phrase›"}, True)


def test_next_step_with_a_secret_comes_back_without_it(desk: Desk) -> None:
    callback = desk.end(desk.talk())
    finish = {"outcome": "waiting", "next_step": f"We use {PHRASE}"}
    answer = desk.client.post(f"/desk/callbacks/{callback.id}/finishing", finish)
    page = answer.content.decode()
    assert (answer.status_code, 'value="We ‹seed_phrase›"' in page, "zebra" in page) == (422, True, False)


def test_action_is_put_before_the_customer_only_in_a_confirmed_call(desk: Desk) -> None:
    callback = desk.talk()
    assert desk.post("actions/unlock_account", callback, account="user-1") == 409
    confirm(desk, callback)
    assert desk.post("actions/unlock_account", callback) == 422
    assert [desk.post("actions/unlock_account", callback, account="user-1") for _ in range(2)] == [302, 302]
    assert ActionRequest.objects.for_wallet(desk.cast.wallet).count() == 1
    assert "Waiting for your decision" in desk.page()


def test_wallet_that_cannot_unlock_shows_no_such_form(desk: Desk) -> None:
    wallet = desk.cast.wallet
    wallet.capabilities = ["ask_recipient"]
    wallet.save()
    callback = desk.talk()
    confirm(desk, callback)
    page = desk.page()
    assert ("actions/ask_recipient" in page, "actions/unlock_account" in page) == (True, False)
    assert desk.post("actions/unlock_account", callback, account="user-1") == 409


def test_manual_line_shows_its_number_as_a_logged_read_and_never_moves_the_customers_page(desk: Desk) -> None:
    wallet = desk.cast.wallet
    wallet.lines = [Line.MANUAL.value]
    wallet.save()
    callback = desk.arrange()
    desk.post("next")
    assert "+8617000000001" not in desk.page()
    desk.post("call", callback)
    desk.line_goes_on(0)
    assert ("+8617000000001" in desk.page(), desk.entries("customer.read")) == (True, 1)
    assert desk.post("line", callback, said="answered") == 302
    desk.line_goes_on(0)
    assert desk.again(callback).state == State.TALKING
    customer = Customer.objects.for_wallet(wallet).get(id=desk.cast.customer.id)
    assert state_of(customer, now()).face not in (Face.CONNECTED, Face.TALKING, Face.RINGING)
    assert [desk.post("line", callback, said=word) for word in ("shouting", "over", "over")] == [
        422,
        302,
        302,
    ]
    desk.line_goes_on(0)
    assert desk.again(callback).state == State.WRAP_UP
