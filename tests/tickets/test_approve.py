from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.journal.models import Entry
from answerback.journal.write import Actor
from answerback.tickets.approve import approve
from answerback.tickets.decline import decline
from answerback.tickets.expire import step
from answerback.tickets.kinds import ActionKind, ActionState, State
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.refusals import (
    AlreadySent,
    CoolingOff,
    DetailWrong,
    NoLongerWaiting,
    NotAsShown,
    NotYours,
)
from answerback.tickets.request_action import request_action
from answerback.tickets.settle import settle
from answerback.tickets.shown import digest_of
from answerback.wallets.models import Delivery, WebhookEndpoint
from tests.tickets.cast import LATER, NOON, agent, himself, make_customer, make_session, written

UNLOCK = {"account": "尾号 4821 的账户"}
NEW_NUMBER = {"new_number": "+86 170 0000 0023", "old_last_two": "21"}
BACKEND = Actor("machine", None)


def waiting(ticket: Ticket, member, kind=ActionKind.UNLOCK_ACCOUNT, detail=UNLOCK) -> ActionRequest:
    return request_action(ticket, kind=kind, detail=detail, confirmed=True, by=agent(member), at=NOON)


def say_yes(request: ActionRequest, session, *, at=LATER) -> ActionRequest:
    by, seen = himself(session.customer), digest_of(request)
    return approve(request, by=by, session_id=session.id, seen_digest=seen, at=at)


@pytest.fixture
def endpoint(lanyue) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(
        wallet=lanyue, url="https://lanyue.example/hook", secret_sealed=b"", created_at=NOON
    )


def test_approved_request_is_sent_to_the_backend_once_and_written_down(ticket, lilei, session, endpoint):
    request = waiting(ticket, lilei)

    say_yes(request, session)
    again = say_yes(request, session)

    assert again.state == ActionState.APPROVED
    assert [d.kind for d in Delivery.objects.all()] == ["action_request.approved"]
    ticket.refresh_from_db()
    assert ticket.state == State.WAITING_WALLET
    kinds = [
        "ticket.opened",
        "action_request.opened",
        "ticket.moved",
        "action_request.approved",
        "ticket.moved",
    ]
    assert written(ticket) == kinds
    data = Entry.objects.get(kind="action_request.approved").data
    assert (data["session"], data["seen_digest"]) == (str(session.id), digest_of(request))


@pytest.mark.parametrize("by", ["staff", "system", "machine"])
def test_nobody_but_the_customer_approves(ticket, lilei, session, by):
    request = waiting(ticket, lilei)
    with pytest.raises(NotYours):
        approve(
            request,
            by=Actor(by, session.customer_id),
            session_id=session.id,
            seen_digest=digest_of(request),
            at=LATER,
        )


def test_another_customer_with_a_session_of_his_own_finds_no_such_request(ticket, lilei, lanyue):
    request = waiting(ticket, lilei)
    other = make_session(make_customer(lanyue, "u-1002"))
    with pytest.raises(NotYours):
        say_yes(request, other)


def test_a_stranger_of_another_wallet_finds_no_such_request(ticket, lilei, stranger):
    request = waiting(ticket, lilei)
    with pytest.raises(NotYours):
        say_yes(request, make_session(stranger))


@pytest.mark.parametrize("ended", [{"ended_at": NOON}, {"expires_at": LATER}])
def test_a_session_that_is_over_approves_nothing(ticket, lilei, session, ended):
    request = waiting(ticket, lilei)
    type(session).objects.filter(id=session.id).update(**ended)
    with pytest.raises(NotYours):
        say_yes(request, session)


def test_what_was_not_seen_is_not_approved(ticket, lilei, session):
    request = waiting(ticket, lilei)
    by = himself(session.customer)
    with pytest.raises(NotAsShown):
        approve(request, by=by, session_id=session.id, seen_digest="0" * 64, at=LATER)


def test_details_changed_after_the_page_was_shown_are_not_approved(ticket, lilei, session):
    request = waiting(ticket, lilei)
    seen = digest_of(request)
    request.detail = '{"account":"另一个账户"}'
    request.save()
    with pytest.raises(NotAsShown):
        approve(request, by=himself(session.customer), session_id=session.id, seen_digest=seen, at=LATER)


def test_a_request_replaced_by_another_can_no_longer_be_approved(ticket, lilei, session):
    first = waiting(ticket, lilei)
    second = waiting(ticket, lilei, detail={"account": "备用账户"})

    with pytest.raises(NoLongerWaiting):
        say_yes(first, session)

    assert say_yes(second, session).state == ActionState.APPROVED


def test_after_24_hours_it_is_too_late_and_the_request_lapses_once(ticket, lilei, session):
    request = waiting(ticket, lilei)
    tomorrow = NOON + timedelta(hours=24)

    with pytest.raises(NoLongerWaiting):
        say_yes(request, session, at=tomorrow)

    assert (step(tomorrow - timedelta(seconds=1)), step(tomorrow), step(tomorrow)) == (0, 1, 0)
    request.refresh_from_db()
    ticket.refresh_from_db()
    assert (request.state, ticket.state) == (ActionState.EXPIRED, State.OPEN)


def test_declined_twice_is_declined_once_and_sends_nothing(ticket, lilei, session, endpoint):
    request = waiting(ticket, lilei)

    for _ in range(2):
        decline(request, by=himself(session.customer), session_id=session.id, at=LATER)

    assert (request.state, Delivery.objects.count()) == (ActionState.DECLINED, 0)
    assert written(ticket).count("action_request.declined") == 1
    with pytest.raises(NoLongerWaiting):
        say_yes(request, session)


def test_change_of_number_tells_the_old_number_now_and_the_backend_after_72_hours(
    ticket, lilei, session, endpoint
):
    request = waiting(ticket, lilei, ActionKind.CHANGE_NUMBER, NEW_NUMBER)

    say_yes(request, session)

    due = {d.kind: (d.state, d.due_at) for d in Delivery.objects.all()}
    assert due == {
        "number_change.notice": ("waiting", LATER),
        "action_request.approved": ("held", LATER + timedelta(hours=72)),
    }
    assert "number_change.notice" in written(ticket)


def test_change_of_number_is_taken_back_while_it_cools_off(ticket, lilei, session, endpoint):
    request = waiting(ticket, lilei, ActionKind.CHANGE_NUMBER, NEW_NUMBER)
    say_yes(request, session)

    by = himself(session.customer)
    decline(request, by=by, session_id=session.id, at=LATER + timedelta(hours=71))

    states = {d.kind: d.state for d in Delivery.objects.all()}
    assert states["action_request.approved"] == "cancelled"
    assert states["number_change.cancelled"] == "waiting"
    assert request.state == ActionState.DECLINED


def test_change_of_number_is_not_taken_back_after_it_was_sent(ticket, lilei, session):
    request = waiting(ticket, lilei, ActionKind.CHANGE_NUMBER, NEW_NUMBER)
    say_yes(request, session)
    with pytest.raises(AlreadySent):
        decline(request, by=himself(session.customer), session_id=session.id, at=LATER + timedelta(hours=72))


def test_what_does_not_cool_off_is_not_taken_back(ticket, lilei, session):
    request = say_yes(waiting(ticket, lilei), session)
    with pytest.raises(AlreadySent):
        decline(request, by=himself(session.customer), session_id=session.id, at=LATER)


def test_backends_answer_is_kept_once_and_the_ticket_is_ours_again(ticket, lilei, session):
    request = say_yes(waiting(ticket, lilei), session)

    for _ in range(2):
        settle(request, done=True, code="unlocked", by=BACKEND, at=LATER)

    ticket.refresh_from_db()
    assert (request.state, request.settled_code, ticket.state) == (ActionState.DONE, "unlocked", State.OPEN)
    assert written(ticket).count("action_request.done") == 1
    with pytest.raises(NoLongerWaiting):
        settle(request, done=False, code="no", by=BACKEND, at=LATER)


@pytest.mark.parametrize("code", ["", "No funds", "+8617000000021", "1234567", "x" * 41])
def test_backends_reason_is_a_code_and_nothing_else(ticket, lilei, session, code):
    request = say_yes(waiting(ticket, lilei), session)
    with pytest.raises(DetailWrong):
        settle(request, done=False, code=code, by=BACKEND, at=LATER)


def test_backend_does_not_answer_what_was_never_approved(ticket, lilei):
    with pytest.raises(NoLongerWaiting):
        settle(waiting(ticket, lilei), done=True, code="ok", by=BACKEND, at=LATER)


def test_backend_does_not_change_a_number_before_the_cooling_off_is_over(ticket, lilei, session):
    request = say_yes(waiting(ticket, lilei, ActionKind.CHANGE_NUMBER, NEW_NUMBER), session)
    with pytest.raises(CoolingOff) as refused:
        settle(request, done=True, code="ok", by=BACKEND, at=LATER + timedelta(hours=1))
    assert refused.value.retry_at == LATER + timedelta(hours=72)


@pytest.mark.parametrize("state", [ActionState.APPROVED, ActionState.DONE, ActionState.FAILED])
def test_database_refuses_an_approval_without_session_and_digest(ticket, lilei, state):
    request = waiting(ticket, lilei)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionRequest.objects.filter(id=request.id).update(state=state, decided_at=NOON, settled_at=NOON)


def test_database_refuses_two_waiting_requests_of_one_kind(ticket, lilei):
    request = waiting(ticket, lilei)
    twin = ActionRequest(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        customer_id=ticket.customer_id,
        kind=request.kind,
        detail="{}",
        requested_at=NOON,
        expires_at=LATER,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
