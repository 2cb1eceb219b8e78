from itertools import chain

import pytest
from django.utils import translation

from answerback.texts.refusals import SecretInText
from answerback.tickets.actions import ACTIONS, TERM_LABELS
from answerback.tickets.approve import approve
from answerback.tickets.close import close
from answerback.tickets.details import LABELS
from answerback.tickets.freeze import freeze_after_alarm
from answerback.tickets.kinds import ActionKind, ActionState, Closing, State
from answerback.tickets.models import ActionRequest
from answerback.tickets.refusals import (
    AlreadyFinal,
    DetailWrong,
    NotAble,
    NotConfirmed,
    NotYours,
    TicketFinished,
)
from answerback.tickets.request_action import possible_actions, request_action
from answerback.tickets.shown import digest_of, shown
from answerback.wallets.models import Delivery
from tests.tickets.cast import LATER, NOON, agent, himself, make_session, written
from tests.tickets.test_approve import endpoint, waiting

__all__ = ["endpoint"]
TXID = "9f2c" * 16
TRANSFER = {"amount": "120.50", "asset": "USDT", "transfer": "TR-20261123-77", "recipient": "收款人 L***"}
DETAILS = {
    ActionKind.UNLOCK_ACCOUNT: {"account": "尾号 4821 的账户"},
    ActionKind.RECALL_TRANSFER: TRANSFER,
    ActionKind.ASK_RECIPIENT: {**TRANSFER, "chain": "tron", "confirmed_on_chain": True},
    ActionKind.ASK_PLATFORM: {
        "platform": "某交易平台",
        "amount": "0.5",
        "asset": "ETH",
        "chain": "ethereum",
        "transaction": f"0x{TXID}",
        "address": "0x52908400098527886E0F7030069857D2E4169EE7",
    },
    ActionKind.MERCHANT_REFUND: {
        "merchant": "晨光书店",
        "order": "B-88213",
        "amount": "58.00",
        "currency": "CNY",
    },
    ActionKind.CHANGE_NUMBER: {"new_number": "+86 170 0000 0023", "old_last_two": "21"},
    ActionKind.FREEZE_ACCOUNT: {"account": "主账户", "cause": "user_asked"},
}
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def ask(ticket, member, kind, detail, *, confirmed=True):
    return request_action(ticket, kind=kind, detail=detail, confirmed=confirmed, by=agent(member), at=NOON)


@pytest.mark.parametrize("kind", ActionKind)
def test_every_kind_is_asked_for_and_shown_in_full(ticket, lilei, kind):
    request = ask(ticket, lilei, kind, DETAILS[kind])

    page = shown(ActionRequest.objects.get(id=request.id))

    assert {line.code for line in page.details} >= set(DETAILS[kind])
    assert [line.code for line in page.terms] == list(TERM_LABELS)
    assert [line for line in (*page.details, *page.terms) if not (line.label and line.value)] == []
    ticket.refresh_from_db()
    assert ticket.state == State.WAITING_USER


@pytest.mark.parametrize("kind", ActionKind)
def test_nothing_is_asked_for_before_the_call_is_confirmed(ticket, lilei, kind):
    with pytest.raises(NotConfirmed):
        ask(ticket, lilei, kind, DETAILS[kind], confirmed=False)
    assert ActionRequest.objects.count() == 0


@pytest.mark.parametrize("kind", ActionKind)
def test_what_the_wallet_cannot_do_is_neither_offered_nor_accepted(ticket, lilei, lanyue, kind):
    lanyue.capabilities = [one for one in lanyue.capabilities if one != ACTIONS[kind].capability]
    lanyue.save()
    ticket.refresh_from_db()

    assert kind not in [action.kind for action in possible_actions(lanyue)]
    with pytest.raises(NotAble):
        ask(ticket, lilei, kind, DETAILS[kind])


def test_self_custodial_wallet_offers_nothing(qingtan):
    assert possible_actions(qingtan) == []


def test_what_the_wallet_can_no_longer_do_is_not_approved(ticket, lilei, lanyue, session):
    request = waiting(ticket, lilei)
    lanyue.capabilities = []
    lanyue.save()
    fresh = ActionRequest.objects.get(id=request.id)
    with pytest.raises(NotAble):
        approve(
            fresh, by=himself(session.customer), session_id=session.id, seen_digest=digest_of(fresh), at=LATER
        )


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        (ActionKind.RECALL_TRANSFER, {"amount": "-1"}, "amount"),
        (ActionKind.RECALL_TRANSFER, {"amount": "0"}, "amount"),
        (ActionKind.RECALL_TRANSFER, {"amount": "1e9"}, "amount"),
        (ActionKind.RECALL_TRANSFER, {"asset": "usdt please"}, "asset"),
        (ActionKind.RECALL_TRANSFER, {"colour": "red"}, "colour"),
        (ActionKind.RECALL_TRANSFER, {"chain": "dogechain"}, "chain"),
        (ActionKind.RECALL_TRANSFER, {"recipient": " "}, "recipient"),
        (ActionKind.UNLOCK_ACCOUNT, {"account": None}, "account"),
        (ActionKind.CHANGE_NUMBER, {"new_number": "12"}, "new_number"),
        (ActionKind.CHANGE_NUMBER, {"new_number": "110"}, "new_number"),
        (ActionKind.CHANGE_NUMBER, {"old_last_two": "4821"}, "old_last_two"),
        (ActionKind.FREEZE_ACCOUNT, {"cause": "bored"}, "cause"),
        (ActionKind.ASK_PLATFORM, {"transaction": "<script>"}, "transaction"),
    ],
)
def test_wrong_details_are_refused_and_the_field_is_named(ticket, lilei, kind, wrong, field):
    with pytest.raises(DetailWrong) as refused:
        ask(ticket, lilei, kind, {**DETAILS[kind], **wrong})
    assert refused.value.holes == {"field": field}


@pytest.mark.parametrize("recipient", [SEED, "验证码420774"])
def test_facts_that_hold_a_secret_are_refused_not_masked(ticket, lilei, recipient):
    facts = {**DETAILS[ActionKind.RECALL_TRANSFER], "recipient": recipient}

    with pytest.raises(SecretInText):
        ask(ticket, lilei, ActionKind.RECALL_TRANSFER, facts)


def test_confirmed_transfer_is_final_and_is_not_recalled(ticket, lilei):
    with pytest.raises(AlreadyFinal):
        ask(
            ticket,
            lilei,
            ActionKind.RECALL_TRANSFER,
            {**TRANSFER, "chain": "tron", "confirmed_on_chain": True},
        )


def test_merchant_refund_knows_no_chain(ticket, lilei):
    with pytest.raises(DetailWrong):
        ask(
            ticket,
            lilei,
            ActionKind.MERCHANT_REFUND,
            {**DETAILS[ActionKind.MERCHANT_REFUND], "chain": "tron"},
        )


def test_the_same_request_twice_is_one_and_another_replaces_it(ticket, lilei):
    first, second = waiting(ticket, lilei), waiting(ticket, lilei)
    third = waiting(ticket, lilei, detail={"account": "备用账户"})

    first.refresh_from_db()
    assert second == first
    assert (first.state, third.state) == (ActionState.EXPIRED, ActionState.WAITING)


def test_finished_ticket_takes_no_request(ticket, lilei):
    close(ticket, code=Closing.SETTLED, by=agent(lilei), at=NOON)
    with pytest.raises(TicketFinished):
        waiting(ticket, lilei)


def said_in(language: str, action) -> str:
    with translation.override(language):
        words = chain(
            action.terms.sentences(),
            [str(action.kind.label), str(action.capability.label)],
            [str(LABELS[name]) for name in action.detail.model_fields],
            [str(label) for label in TERM_LABELS.values()],
        )
        return "\n".join(words)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_texts_about_a_chain_never_speak_of_a_refund(language):
    about_chains = [action for action in ACTIONS.values() if action.may_be_on_chain]
    said = {action.kind: said_in(language, action) for action in about_chains}

    assert set(said) == {ActionKind.RECALL_TRANSFER, ActionKind.ASK_RECIPIENT, ActionKind.ASK_PLATFORM}
    for text in said.values():
        assert not [word for word in ("退款", "refund", "退还") if word in text.lower()]


def test_every_kind_with_a_chain_in_its_details_is_known_as_such():
    with_chain = {kind for kind, action in ACTIONS.items() if "chain" in action.detail.model_fields}
    assert with_chain == {kind for kind, action in ACTIONS.items() if action.may_be_on_chain}


@pytest.mark.parametrize("kind", ActionKind)
def test_every_text_is_said_in_chinese(kind):
    english, chinese = said_in("en", ACTIONS[kind]).split("\n"), said_in("zh-hans", ACTIONS[kind]).split("\n")
    assert [line for line, said in zip(english, chinese, strict=True) if line == said] == []


def test_digest_is_the_same_in_every_language_and_changes_with_every_fact(ticket, lilei):
    request = ask(ticket, lilei, ActionKind.RECALL_TRANSFER, TRANSFER)
    digests = set()
    for language in ("en", "zh-hans"):
        with translation.override(language):
            digests.add(shown(request).digest)
    changed = ask(ticket, lilei, ActionKind.RECALL_TRANSFER, {**TRANSFER, "amount": "120.51"})

    assert digests == {digest_of(request)}
    assert digest_of(changed) not in digests


def test_alarm_freezes_at_once_without_a_confirmed_call_and_only_once(ticket, session, endpoint):
    by = himself(session.customer)
    first, second = (
        freeze_after_alarm(ticket, account="主账户", by=by, session_id=session.id, at=LATER) for _ in range(2)
    )

    assert (first.state, second) == (ActionState.APPROVED, first)
    assert [d.kind for d in Delivery.objects.all()] == ["action_request.approved"]
    assert written(ticket).count("action_request.approved") == 1


@pytest.mark.parametrize("account", ["+86 170 0000 0021", "", "x" * 500, "abandon " * 11 + "about"])
def test_alarm_never_fails_for_the_accounts_label(ticket, session, account):
    by = himself(session.customer)
    request = freeze_after_alarm(ticket, account=account, by=by, session_id=session.id, at=LATER)
    assert request.state == ActionState.APPROVED
    assert not [word for word in ("0021", "abandon") if word in request.detail]


def test_alarm_of_somebody_else_freezes_nothing(ticket, stranger):
    other = make_session(stranger)
    with pytest.raises(NotYours):
        freeze_after_alarm(ticket, account="主账户", by=himself(stranger), session_id=other.id, at=LATER)
    assert ActionRequest.objects.count() == 0


def test_alarm_in_a_wallet_that_cannot_freeze_opens_no_request(ticket, session, lanyue):
    lanyue.capabilities = []
    lanyue.save()
    ticket.refresh_from_db()
    assert (
        freeze_after_alarm(
            ticket, account="主账户", by=himself(session.customer), session_id=session.id, at=LATER
        )
        is None
    )
