"""Step 8: the user says no, or takes a yes back while it cools off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.journal.write import Actor
from answerback.tickets.approve import check_session
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import ActionKind, ActionState, State
from answerback.tickets.models import ActionRequest
from answerback.tickets.refusals import AlreadySent, NoLongerWaiting
from answerback.tickets.states import lean, move_request
from answerback.wallets import outbox


@transaction.atomic
def decline(request: ActionRequest, *, by: Actor, session_id: UUID, at: datetime) -> ActionRequest:
    """The no. An approved request is taken back only while its cooling-off lasts."""
    check_session(request, by=by, session_id=session_id, at=at)
    request.refresh_from_db()
    if request.state == ActionState.DECLINED:
        return request
    if request.state == ActionState.APPROVED:
        _take_back(request, by=by, at=at)
    elif request.state != ActionState.WAITING:
        raise NoLongerWaiting
    move_request(request, ActionState.DECLINED, by=by, at=at, decided_at=at)
    lean(request.ticket, State.OPEN, by=by, at=at)
    return request


def _take_back(request: ActionRequest, *, by: Actor, at: datetime) -> None:
    if request.hold_until is None or at >= request.hold_until:
        raise AlreadySent
    wallet = request.ticket.wallet
    outbox.cancel_held(wallet, request.id, at=at)
    if request.kind == ActionKind.CHANGE_NUMBER:
        body = {"request": str(request.id), "customer": request.customer.external_id}
        outbox.queue(wallet, "number_change.cancelled", body, at=at)
        write_down(request.ticket, "number_change.cancelled", by=by, at=at, data={"request": request.id})
