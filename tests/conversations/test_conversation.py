"""A conversation from its first step to its record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from answerback.conversations.answer import answer
from answerback.conversations.begin import Circumstances, begin
from answerback.conversations.draft import save_draft
from answerback.conversations.erase import erase_conversations
from answerback.conversations.finish import finish
from answerback.conversations.given import Given
from answerback.conversations.go_back import go_back
from answerback.conversations.guide import Part
from answerback.conversations.install import install_guides
from answerback.conversations.models import Answer, Conversation, GuideVersion
from answerback.conversations.publish import publish
from answerback.conversations.queries import (
    Option,
    Said,
    conversation_of,
    current_step,
    marks,
    may_ask,
    never_ask,
    published_guide,
    summary,
)
from answerback.conversations.refusals import AnswerUnfit, ConversationOver, NotPublished, NotThisStep
from answerback.conversations.update import update_circumstances
from answerback.journal.models import Entry
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet
from tests.conversations.cast import CUSTOMER, HAN_MEIMEI, LI_LEI, NOON, after, arrival, begun

PHRASE = "abandon ability able about above absent absorb abstract absurd abuse access accident"


def say(conversation: Conversation, step: str, minute: int = 1, **given: object) -> Conversation:
    return answer(conversation, step=step, given=given, by=LI_LEI, at=after(minute)).conversation


def answers(conversation: Conversation) -> list[tuple[str, dict[str, object], bool]]:
    rows = Answer.objects.for_wallet(conversation.wallet_id).filter(conversation=conversation)
    return [(row.step, row.value, row.superseded_at is None) for row in rows]


def test_callback_has_one_conversation_however_often_it_begins(version: GuideVersion) -> None:
    callback = new_id()
    known = Circumstances(consents=["service"], open_tickets=1)

    both = [
        begin(
            version,
            callback_id=callback,
            customer_id=CUSTOMER,
            language="en",
            circumstances=known,
            by=LI_LEI,
            at=at,
        )
        for at in (NOON, after(9))
    ]

    assert both[0] == both[1] == conversation_of(version.wallet, callback_id=callback)
    assert both[1].started_at == NOON
    assert Entry.objects.filter(kind="conversation.began").count() == 1


def test_draft_cannot_be_used_in_a_call(lanyue: Wallet) -> None:
    draft = save_draft(lanyue, content=arrival(), by=HAN_MEIMEI, at=NOON)

    with pytest.raises(NotPublished):
        begun(draft)


def test_only_what_the_guide_looks_at_is_kept_of_the_event(lanyue: Wallet) -> None:
    looking = arrival()
    looking["parts"][1]["steps"][0]["when"] = {"event": "chain", "in": ["tron"]}
    version = publish(save_draft(lanyue, content=looking, by=HAN_MEIMEI, at=NOON), by=HAN_MEIMEI, at=NOON)

    conversation = begun(version, event={"chain": "tron", "recipient": "韩寒"}, consents={"service"})

    assert conversation.context == {
        "custody": "custodial",
        "capabilities": ["freeze_account", "recall_transfer", "unlock_account"],
        "consents": ["service"],
        "open_tickets": 0,
        "open_hazards": 0,
        "offer": "",
        "silent": "",
        "event": {"chain": "tron"},
    }


def test_agent_sees_the_first_step_with_every_answer_and_rather_not_say(conversation: Conversation) -> None:
    seen = current_step(conversation)

    assert (seen.step.id, seen.prompt, seen.given, seen.can_go_back) == ("arrived", "到账了吗？", None, False)
    assert seen.options == (Option("yes", "是"), Option("no", "否"), Option("rather_not_say", "不方便说"))
    assert (seen.part, seen.progress.done, seen.progress.left_at_most) == (Part.PROBLEM, 0, 5)


def test_answer_leads_on_and_tells_the_journal_codes_only(conversation: Conversation) -> None:
    moved = say(conversation, "arrived", codes=["no"])

    assert current_step(moved).step.id == "what"
    say(moved, "what", text="转给王小明的钱没有到")
    entries = Entry.objects.filter(kind="conversation.answered").order_by("at", "id")
    assert [(entry.data["step"], entry.data["codes"]) for entry in entries] == [
        ("arrived", ["no"]),
        ("what", []),
    ]
    assert "王小明" not in str([entry.data for entry in entries])


def test_same_answer_twice_is_one_answer(conversation: Conversation) -> None:
    for _ in range(2):
        moved = say(conversation, "arrived", codes=["no"])

    assert answers(moved) == [("arrived", {"codes": ["no"]}, True)]
    assert current_step(moved).step.id == "what"
    assert Entry.objects.filter(kind="conversation.answered").count() == 1


def test_late_repeat_does_not_pull_the_agent_back(conversation: Conversation) -> None:
    moved = say(say(conversation, "arrived", codes=["no"]), "what", text="没到")

    repeated = say(moved, "arrived", codes=["no"])

    assert current_step(repeated).step.id == "when"


def test_going_back_keeps_what_was_said(conversation: Conversation) -> None:
    moved = say(say(conversation, "arrived", codes=["no"]), "what", text="没到")

    back = go_back(moved, step="when", by=LI_LEI, at=after(2))

    seen = current_step(back)
    assert (seen.step.id, seen.given, seen.can_go_back) == ("what", Given(text="没到"), True)
    assert current_step(say(back, "what", text="没到")).step.id == "when"


def test_double_click_goes_back_once_and_the_first_step_has_no_before(conversation: Conversation) -> None:
    moved = say(say(conversation, "arrived", codes=["no"]), "what", text="没到")

    for _ in range(2):
        moved = go_back(moved, step="when", by=LI_LEI, at=after(2))
    assert current_step(moved).step.id == "what"

    for _ in range(2):
        moved = go_back(moved, step=current_step(moved).step.id, by=LI_LEI, at=after(3))
    assert current_step(moved).step.id == "arrived"


def test_changed_answer_supersedes_and_the_branch_left_behind_is_kept_uncounted(
    conversation: Conversation,
) -> None:
    moved = say(say(conversation, "arrived", codes=["no"]), "what", text="没到")
    moved = go_back(go_back(moved, step="when", by=LI_LEI, at=after(2)), step="what", by=LI_LEI, at=after(2))

    changed = say(moved, "arrived", minute=3, codes=["yes"])

    assert current_step(changed).step.id == "safe"
    assert answers(changed) == [
        ("arrived", {"codes": ["no"]}, False),
        ("what", {}, True),
        ("arrived", {"codes": ["yes"]}, True),
    ]
    assert [said.step for said in summary(changed)] == ["arrived"]
    again = say(go_back(changed, step="safe", by=LI_LEI, at=after(4)), "arrived", minute=5, codes=["no"])
    assert current_step(again).given == Given(text="没到")


def test_asked_and_answered_times_are_kept(conversation: Conversation) -> None:
    say(say(conversation, "arrived", minute=1, codes=["no"]), "what", minute=4, text="没到")

    row = Answer.objects.for_wallet(conversation.wallet_id).get(step="what")
    assert (row.asked_at, row.answered_at, row.answered_by) == (after(1), after(4), LI_LEI.id)
    assert row.answered_at - row.asked_at == timedelta(minutes=3)


def test_step_that_is_not_on_the_path_is_refused(conversation: Conversation) -> None:
    for elsewhere in ("what", "bye", "nowhere"):
        with pytest.raises(NotThisStep):
            say(conversation, elsewhere, text="没到")


def test_answer_that_does_not_fit_is_refused_and_nothing_is_kept(conversation: Conversation) -> None:
    with pytest.raises(AnswerUnfit):
        say(conversation, "arrived", codes=["maybe"])

    assert answers(conversation) == []


def test_secret_is_taken_out_before_anything_is_stored(conversation: Conversation) -> None:
    moved = say(conversation, "arrived", codes=["no"])

    answered = answer(moved, step="what", given={"text": f"他把助记词说了：{PHRASE}"}, by=LI_LEI, at=after(2))

    assert [finding.kind.value for finding in answered.findings] == ["seed_phrase"]
    kept = Answer.objects.for_wallet(moved.wallet_id).get(step="what")
    assert "abandon" not in kept.words
    assert "‹seed_phrase›" in kept.words


def test_words_are_sealed_in_the_database(conversation: Conversation) -> None:
    moved = say(say(conversation, "arrived", codes=["no"]), "what", text="转给表姐的钱没有到")

    with connection.cursor() as cursor:
        cursor.execute("SELECT words, value FROM conversations_answer WHERE step = 'what'")
        words, value = cursor.fetchone()
    assert "表姐".encode() not in bytes(words)
    assert "表姐" not in str(value)
    assert summary(moved)[1].answered == "转给表姐的钱没有到"


def test_record_says_what_was_said_in_either_language(conversation: Conversation) -> None:
    moved = say(say(conversation, "arrived", codes=["no"]), "what", text="没到")
    moved = say(moved, "when", declined=True)

    assert summary(moved) == [
        Said("arrived", Part.PROBLEM, "到账没有", "否", declined=False, codes=("no",)),
        Said("what", Part.PROBLEM, "经过", "没到", declined=False),
        Said("when", Part.PROBLEM, "请听我说。", "不方便说", declined=True),
    ]
    english = summary(moved, language="en")
    assert [said.answered for said in english] == ["No", "没到", "I would rather not say"]


def test_finished_conversation_stays_as_it_is(conversation: Conversation) -> None:
    ended = finish(say(conversation, "arrived", codes=["no"]), by=LI_LEI, at=after(5))
    again = finish(ended, by=LI_LEI, at=after(9))

    assert (again.ended_at, again.is_complete) == (after(5), False)
    with pytest.raises(ConversationOver):
        say(conversation, "what", text="没到")
    with pytest.raises(ConversationOver):
        go_back(conversation, step="what", by=LI_LEI, at=after(9))
    assert Entry.objects.filter(kind="conversation.ended").count() == 1


def test_conversation_gone_through_is_complete(conversation: Conversation) -> None:
    moved = say(conversation, "arrived", codes=["yes"])
    for step in ("safe", "ideas"):
        moved = say(moved, step)

    assert current_step(moved).is_end
    assert finish(moved, by=LI_LEI, at=after(5)).is_complete


def test_consent_withdrawn_during_the_call_silences_the_offer(lanyue: Wallet) -> None:
    install_guides(lanyue, by=HAN_MEIMEI, at=NOON)
    version = published_guide(lanyue, slug="routine_follow_up")
    assert version is not None
    conversation = begun(version, consents={"service", "marketing"}, offer="o-1")
    withdrawn = Circumstances(consents={"service"}, silent="no_consent")

    changed = update_circumstances(conversation, withdrawn, by=LI_LEI, at=after(1))
    update_circumstances(conversation, withdrawn, by=LI_LEI, at=after(2))

    kept = {name: changed.context[name] for name in ("consents", "offer", "silent")}
    assert kept == {"consents": ["service"], "offer": "", "silent": "no_consent"}
    assert Entry.objects.filter(kind="conversation.circumstances_changed").count() == 1


def test_marks_of_the_counted_answers_are_told(lanyue: Wallet) -> None:
    install_guides(lanyue, by=HAN_MEIMEI, at=NOON)
    version = published_guide(lanyue, slug="account_locked")
    assert version is not None
    moved = begun(version)

    for step, given in (
        ("greet", {}),
        ("free_now", {"codes": ["yes"]}),
        ("p_reason", {}),
        ("p_open", {"codes": ["no"]}),
        ("p_calm", {}),
        ("p_before", {"codes": ["wrong_password"]}),
        ("p_strange", {"declined": True}),
        ("p_number", {"codes": ["yes"]}),
        ("p_unlock", {"codes": ["yes"]}),
    ):
        moved = say(moved, step, **given)

    assert marks(moved) == {"trouble", "action.unlock_account"}
    named = current_step(begun(version), names={"wallet": "岚月支付", "agent": "李雷"})
    assert named.prompt.startswith("您好，我是岚月支付的客服李雷。")


def test_users_page_says_what_may_be_asked_and_why_and_what_never(lanyue: Wallet) -> None:
    install_guides(lanyue, by=HAN_MEIMEI, at=NOON)
    version = published_guide(lanyue, slug="payment_not_arrived")
    assert version is not None

    asked = {one.step: one for one in may_ask(version, language="zh-hans")}

    assert (asked["p_day"].asks, asked["p_day"].why) == ("付款的日期", "知道是哪一天，才能找准这一笔。")
    assert "greet" not in asked
    assert len(never_ask("zh-hans")) == len(never_ask("en")) == 11
    assert "您的密码" in never_ask("zh-hans")


def test_erasing_a_customer_leaves_no_conversation_and_no_answer(conversation: Conversation) -> None:
    say(conversation, "arrived", codes=["no"])

    assert erase_conversations(conversation.wallet, customer_id=new_id()) == 0
    assert erase_conversations(conversation.wallet, customer_id=CUSTOMER) == 1
    assert Answer.objects.for_wallet(conversation.wallet_id).count() == 0


def test_database_refuses_a_second_conversation_of_a_callback(conversation: Conversation) -> None:
    copy = Conversation.objects.for_wallet(conversation.wallet_id).get()
    copy.id = new_id()

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_database_refuses_two_current_answers_to_one_step(conversation: Conversation) -> None:
    say(conversation, "arrived", codes=["no"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            wallet_id=conversation.wallet_id,
            conversation=conversation,
            step="arrived",
            asked_at=NOON,
            answered_at=NOON,
        )


def test_wallet_never_sees_another_wallets_conversations(conversation: Conversation, qingtan: Wallet) -> None:
    assert conversation_of(qingtan, callback_id=conversation.callback_id) is None
    assert erase_conversations(qingtan, customer_id=CUSTOMER) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            wallet=qingtan, conversation=conversation, step="x", asked_at=NOON, answered_at=NOON
        )
