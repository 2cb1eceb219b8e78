"""`/api/v1/tickets` and `/api/v1/foreign-tickets`, and the settlement of what a user approved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api import shapes, ticket_shapes
from answerback.api.key_auth import Key, actor_of, customer_of, wallet_of
from answerback.api.openapi import problems
from answerback.api.refusals import NotFound
from answerback.tickets import foreign
from answerback.tickets.kinds import State
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.queries import by_reference
from answerback.tickets.settle import settle
from answerback.wallets.kinds import Scope

SHOWN = (
    *("reference", "category", "state", "priority", "matter_id", "foreign_reference"),
    *("deadline_at", "opened_at", "solved_at", "closed_at"),
)
router = Router(tags=["tickets"])


@router.get(
    "/tickets/{reference}",
    auth=Key(Scope.READ),
    response={200: shapes.TicketOut, **problems(401, 403, 404, 429)},
    operation_id="read_ticket",
    summary="See where a ticket stands",
)
def read_ticket(request: HttpRequest, reference: str) -> dict[str, Any]:
    """By the reference that the user has; written with or without separators."""
    ticket = by_reference(wallet_of(request), reference)
    if ticket is None:
        raise NotFound
    return _shown(ticket)


@router.post(
    "/tickets",
    auth=Key(Scope.EVENTS_WRITE),
    response={
        201: shapes.TicketOut,
        200: shapes.TicketOut,
        **problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
    },
    operation_id="bring_ticket",
    summary="Bring a ticket of your own help desk",
)
def bring_ticket(request: HttpRequest, data: ticket_shapes.TicketIn) -> Status[dict[str, Any]]:
    """Once for each foreign reference: 201 the first time, 200 with the ticket as it stands whenever it comes again."""
    customer = customer_of(request, data.customer)
    said = data.model_dump(exclude={"customer"})
    ticket, is_new = foreign.bring(customer, **said, by=actor_of(request), at=timezone.now())
    return Status(201 if is_new else 200, _shown(ticket))


@router.get(
    "/foreign-tickets/{foreign_reference}",
    auth=Key(Scope.READ),
    response={200: shapes.TicketOut, **problems(401, 403, 404, 429)},
    operation_id="read_foreign_ticket",
    summary="See where a ticket stands, by your own reference",
)
def read_foreign_ticket(request: HttpRequest, foreign_reference: str) -> dict[str, Any]:
    """The same as by our reference."""
    return _shown(_foreign(request, foreign_reference))


@router.patch(
    "/foreign-tickets/{foreign_reference}",
    auth=Key(Scope.EVENTS_WRITE),
    response={200: shapes.TicketOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="change_foreign_ticket",
    summary="Tell what your help desk did with a ticket",
)
def change_foreign_ticket(
    request: HttpRequest, foreign_reference: str, data: ticket_shapes.TicketChangeIn
) -> dict[str, Any]:
    """State and note; the same again changes nothing. What the guard finds in the note is taken out."""
    ticket = _foreign(request, foreign_reference)
    state = State(data.state) if data.state else None
    said = foreign.Change(**data.model_dump(exclude={"state"}), state=state)
    return _shown(foreign.change(ticket, said, by=actor_of(request), at=timezone.now()))


@router.post(
    "/action-requests/{request_id}/settlement",
    auth=Key(Scope.EVENTS_WRITE),
    response={200: shapes.SettlementOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="settle_action_request",
    summary="Say what became of an approved request",
)
def settle_action_request(
    request: HttpRequest, request_id: UUID, data: shapes.SettlementIn
) -> dict[str, Any]:
    """The answer to the webhook `action_request.approved`. The same answer again changes nothing."""
    requests = ActionRequest.objects.for_wallet(wallet_of(request)).select_related("ticket")
    found = requests.filter(pk=request_id).first()
    if found is None:
        raise NotFound
    settled = settle(found, done=data.done, code=data.code, by=actor_of(request), at=timezone.now())
    return {"id": settled.id, "state": settled.state}


def _foreign(request: HttpRequest, reference: str) -> Ticket:
    ticket = foreign.by_foreign_reference(wallet_of(request), reference)
    if ticket is None:
        raise NotFound
    return ticket


def _shown(ticket: Ticket) -> dict[str, Any]:
    actions = ActionRequest.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket).order_by("id")
    named = {"customer": ticket.customer.external_id, "actions": [_action(one) for one in actions]}
    return {name: getattr(ticket, name) for name in SHOWN} | named


def _action(one: ActionRequest) -> dict[str, Any]:
    return {"id": one.id, "kind": one.kind, "state": one.state, "hold_until": one.hold_until}
