"""Step 8: a request that nobody decided lapses after 24 hours, or with its ticket."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import SYSTEM, Actor
from answerback.tickets.kinds import ActionState, State
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.states import lean, move_request

BATCH = 100


def step(now: datetime) -> int:
    """Let overdue requests lapse, one transaction each; returns how many. Run by the dispatcher."""
    # every wallet: the dispatcher serves all
    overdue = ActionRequest.objects.filter(state=ActionState.WAITING, expires_at__lte=now)
    return sum(_expire(request, now) for request in overdue.select_related("ticket")[:BATCH])


def expire_waiting_of(ticket: Ticket, *, reason: str, by: Actor, at: datetime) -> None:
    """Let all requests of `ticket` lapse that still wait. Inside the caller's transaction."""
    rows = ActionRequest.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, state=ActionState.WAITING)
    for request in rows:
        move_request(request, ActionState.EXPIRED, by=by, at=at, data={"reason": reason})


@transaction.atomic
def _expire(request: ActionRequest, now: datetime) -> bool:
    request.refresh_from_db(fields=["state"])
    if request.state != ActionState.WAITING:
        return False
    move_request(request, ActionState.EXPIRED, by=SYSTEM, at=now, data={"reason": "too_late"})
    lean(request.ticket, State.OPEN, by=SYSTEM, at=now)
    return True
