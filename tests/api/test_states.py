"""What a wallet's backend may read of callbacks and tickets, and how it settles what a user approved."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from answerback.callbacks.models import Callback
from answerback.customers.models import Customer
from answerback.intake.models import Rule
from answerback.tickets.kinds import ActionState
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.reference import new_reference
from tests.api.cast import CLOUDEVENT, Machine, json_of
from tests.intake.cast import event

NOW = datetime.now(UTC)


@pytest.fixture
def callback(machine: Machine, customer: Customer, rule: Rule) -> Callback:
    machine.call("POST", "/v1/events", event(time=None), type_=CLOUDEVENT)
    return Callback.objects.get()


@pytest.fixture
def ticket(customer: Customer) -> Ticket:
    return Ticket.objects.create(
        wallet=customer.wallet,
        customer=customer,
        reference=new_reference(),
        category="mistaken_transfer",
        happened="secret words of hers",
        opened_at=NOW,
    )


@pytest.fixture
def approved(customer: Customer, ticket: Ticket) -> ActionRequest:
    return ActionRequest.objects.create(
        wallet=customer.wallet,
        customer=customer,
        ticket=ticket,
        kind="recall_transfer",
        state=ActionState.APPROVED,
        detail="{}",
        requested_at=NOW,
        decided_at=NOW,
        session_id=uuid4(),
        seen_digest="0" * 64,
        expires_at=NOW + timedelta(days=1),
    )


def test_a_callback_is_shown_by_states_and_times(machine: Machine, callback: Callback) -> None:
    shown = json_of(machine.call("GET", f"/v1/callbacks/{callback.id}"))

    assert (shown["id"], shown["customer"], shown["state"]) == (str(callback.id), "u-1001", "planned")
    assert (shown["kind"], shown["matter_id"], shown["ticket"]) == ("payment_not_arrived", "m-77", None)


def test_a_ticket_is_shown_without_what_was_said(machine: Machine, ticket: Ticket) -> None:
    response = machine.call("GET", f"/v1/tickets/{ticket.reference}")

    shown = json_of(response)
    assert (shown["reference"], shown["customer"], shown["state"]) == (ticket.reference, "u-1001", "open")
    assert shown["actions"] == []
    assert "secret words" not in response.content.decode()


def test_what_belongs_to_another_wallet_is_not_there(
    machine: Machine, other_machine: Machine, callback: Callback, approved: ActionRequest
) -> None:
    settlement = f"/v1/action-requests/{approved.id}/settlement"

    assert other_machine.call("GET", f"/v1/callbacks/{callback.id}").status_code == 404
    assert other_machine.call("GET", f"/v1/tickets/{approved.ticket.reference}").status_code == 404
    assert other_machine.call("POST", settlement, {"done": True, "code": "ok"}).status_code == 404
    assert machine.call("POST", settlement, {"done": True, "code": "ok"}).status_code == 200


def test_a_settlement_is_told_once_and_may_be_repeated(machine: Machine, approved: ActionRequest) -> None:
    path = f"/v1/action-requests/{approved.id}/settlement"

    first = machine.call("POST", path, {"done": True, "code": "recalled"})
    second = machine.call("POST", path, {"done": True, "code": "recalled"})
    other = machine.call("POST", path, {"done": False, "code": "too_late"})

    assert json_of(first) == json_of(second) == {"id": str(approved.id), "state": "done"}
    assert (first.status_code, second.status_code, other.status_code) == (200, 200, 409)


@pytest.mark.parametrize("path", ["callbacks/{}", "tickets/{}", "events/{}"])
def test_what_was_never_there_is_404(machine: Machine, path: str) -> None:
    assert machine.call("GET", f"/v1/{path.format(uuid4())}").status_code == 404
