"""Step 8: the user says yes, in the portal, to exactly what was shown; the backend is told, once."""

from __future__ import annotations

import hmac
import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.customers.models import PortalSession
from answerback.journal.write import Actor
from answerback.tickets.actions import ACTIONS
from answerback.tickets.details import ChangeNumber
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import ActionKind, ActionState, State
from answerback.tickets.models import ActionRequest
from answerback.tickets.refusals import NoLongerWaiting, NotAble, NotAsShown, NotYours
from answerback.tickets.shown import detail_of, digest_of
from answerback.tickets.states import lean, move_request
from answerback.wallets import outbox


@transaction.atomic
def approve(
    request: ActionRequest, *, by: Actor, session_id: UUID, seen_digest: str, at: datetime
) -> ActionRequest:
    """The yes. `seen_digest` is that of the page the user saw (`shown.shown`); the same yes twice is one.

    Only the customer himself, in a live session of the portal, can say it; no spoken code is involved.
    """
    check_session(request, by=by, session_id=session_id, at=at)
    request.refresh_from_db()
    if request.state != ActionState.WAITING and hmac.compare_digest(request.seen_digest, seen_digest):
        return request
    if request.state != ActionState.WAITING or at >= request.expires_at:
        raise NoLongerWaiting
    if not hmac.compare_digest(digest_of(request), seen_digest):
        raise NotAsShown
    return carry_out(request, by=by, session_id=session_id, seen_digest=seen_digest, at=at)


def check_session(request: ActionRequest, *, by: Actor, session_id: UUID, at: datetime) -> None:
    """Refuses, as if there were no such request, everybody but its customer in a live session."""
    sessions = PortalSession.objects.for_wallet(request.wallet_id).filter(
        id=session_id, customer_id=request.customer_id, ended_at=None, expires_at__gt=at
    )
    if by.kind != "customer" or by.id != request.customer_id or not sessions.exists():
        raise NotYours


def carry_out(
    request: ActionRequest, *, by: Actor, session_id: UUID, seen_digest: str, at: datetime
) -> ActionRequest:
    """Approved: move, journal and webhook in one transaction; a cooling-off holds the webhook back."""
    action = ACTIONS[ActionKind(request.kind)]
    if not request.ticket.wallet.can(action.capability):
        raise NotAble
    hold_until = at + action.cooling_off if action.cooling_off else None
    sent = _tell_backend(request, at=at, hold_until=hold_until, seen_digest=seen_digest)
    move_request(
        request,
        ActionState.APPROVED,
        by=by,
        at=at,
        data={
            "session": session_id,
            "seen_digest": seen_digest,
            "hold_until": hold_until,
            "deliveries": sent,
        },
        decided_at=at,
        session_id=session_id,
        seen_digest=seen_digest,
        hold_until=hold_until,
    )
    detail = detail_of(request)
    if isinstance(detail, ChangeNumber):
        _tell_old_number(request, detail, by=by, at=at)
    lean(request.ticket, State.WAITING_WALLET, by=by, at=at)
    return request


def _tell_backend(
    request: ActionRequest, *, at: datetime, hold_until: datetime | None, seen_digest: str
) -> int:
    """How many endpoints will hear of it."""
    body = {
        "request": str(request.id),
        "kind": request.kind,
        "customer": request.customer.external_id,
        "ticket": request.ticket.reference,
        "detail": json.loads(request.detail),
        "approved_at": at.isoformat(),
        "seen_digest": seen_digest,
    }
    wallet = request.ticket.wallet
    sent = outbox.queue(
        wallet, "action_request.approved", body, at=at, subject_id=request.id, hold_until=hold_until
    )
    return len(sent)


def _tell_old_number(request: ActionRequest, detail: ChangeNumber, *, by: Actor, at: datetime) -> None:
    """The backend tells the old number now, while the change itself still waits."""
    body = {
        "request": str(request.id),
        "customer": request.customer.external_id,
        "old_last_two": detail.old_last_two,
        "takes_effect_at": request.hold_until.isoformat() if request.hold_until else "",
    }
    outbox.queue(request.ticket.wallet, "number_change.notice", body, at=at)
    data = {"request": request.id, "hold_until": request.hold_until}
    write_down(request.ticket, "number_change.notice", by=by, at=at, data=data)
