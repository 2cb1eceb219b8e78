"""The one door to the states of tickets and action requests: a table of moves and a conditional UPDATE.

Of two racing moves one changes the row and the other is refused.
"""

from __future__ import annotations

from datetime import datetime

from answerback.journal.write import Actor
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED, ActionState, State
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.refusals import NoLongerWaiting, TicketMoved

MOVES: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.WAITING_USER, State.WAITING_WALLET, State.SOLVED, State.CLOSED}),
    State.WAITING_USER: frozenset({State.OPEN, State.WAITING_WALLET, State.SOLVED, State.CLOSED}),
    State.WAITING_WALLET: frozenset({State.OPEN, State.WAITING_USER, State.SOLVED, State.CLOSED}),
    State.SOLVED: frozenset({State.OPEN, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}

REQUEST_MOVES: dict[ActionState, frozenset[ActionState]] = {
    ActionState.WAITING: frozenset({ActionState.APPROVED, ActionState.DECLINED, ActionState.EXPIRED}),
    ActionState.APPROVED: frozenset({ActionState.DONE, ActionState.FAILED, ActionState.DECLINED}),
    ActionState.DECLINED: frozenset(),
    ActionState.EXPIRED: frozenset(),
    ActionState.DONE: frozenset(),
    ActionState.FAILED: frozenset(),
}


def move(
    ticket: Ticket,
    to: State,
    *,
    by: Actor,
    at: datetime,
    kind: str = "ticket.moved",
    data: dict[str, object] | None = None,
    **changes: object,
) -> None:
    """Move `ticket` to `to`, writing `changes` with it; raises TicketMoved if it is elsewhere."""
    was = State(ticket.state)
    if to not in MOVES[was]:
        raise TicketMoved
    values: dict[str, object] = {"state": to, **changes}
    if Ticket.objects.for_wallet(ticket.wallet_id).filter(id=ticket.id, state=was).update(**values) != 1:
        raise TicketMoved
    for name, value in values.items():
        setattr(ticket, name, value)
    write_down(ticket, kind, by=by, at=at, data={"was": was.value, "now": to.value, **(data or {})})


def move_request(
    request: ActionRequest,
    to: ActionState,
    *,
    by: Actor,
    at: datetime,
    data: dict[str, object] | None = None,
    **changes: object,
) -> None:
    """Move an action request to `to`, writing `changes`; raises NoLongerWaiting if it is elsewhere."""
    was = ActionState(request.state)
    if to not in REQUEST_MOVES[was]:
        raise NoLongerWaiting
    values: dict[str, object] = {"state": to, **changes}
    rows = ActionRequest.objects.for_wallet(request.wallet_id)
    if rows.filter(id=request.id, state=was).update(**values) != 1:
        raise NoLongerWaiting
    for name, value in values.items():
        setattr(request, name, value)
    entry = {"request": request.id, "action": request.kind, "was": was.value, **(data or {})}
    write_down(request.ticket, f"action_request.{to.value}", by=by, at=at, data=entry)


STANDING = ("state", "solved_at", "closed_at", "closed_code", "reopened")


def look_again(ticket: Ticket) -> Ticket:
    """Read where the ticket stands now: the caller's copy may be older than the last move."""
    ticket.refresh_from_db(fields=STANDING)
    return ticket


def lean(ticket: Ticket, to: State, *, by: Actor, at: datetime) -> None:
    """Let an unfinished ticket wait for whoever is next; a finished one, and one there already, stays."""
    if look_again(ticket).state in UNFINISHED and ticket.state != to:
        move(ticket, to, by=by, at=at)
