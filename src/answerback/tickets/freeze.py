"""One tap on "they asked me for a secret" freezes the account, if the wallet can: the tap is the yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.journal.write import Actor
from answerback.texts.refusals import SecretInText
from answerback.tickets.actions import ACTIONS
from answerback.tickets.approve import carry_out, check_session
from answerback.tickets.details import FreezeCause
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import ActionKind, ActionState
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.request_action import DECIDE_WITHIN, checked_detail
from answerback.tickets.shown import digest_of
from answerback.tickets.words import kept

LIVE = (ActionState.APPROVED, ActionState.DONE)


@transaction.atomic
def freeze_after_alarm(
    ticket: Ticket, *, account: str, by: Actor, session_id: UUID, at: datetime
) -> ActionRequest | None:
    """Approve and send a freeze for the alarm's ticket; None when the wallet cannot freeze anything.

    `account` is what the wallet calls it; whatever the guard finds in it is masked, so that an alarm never
    fails for its label. No confirmed call is needed: the caller may be the thief.
    """
    action = ACTIONS[ActionKind.FREEZE_ACCOUNT]
    if not ticket.wallet.can(action.capability):
        return None
    found = _frozen_already(ticket)
    if found is not None:
        return found
    facts = {"account": _label(ticket, account, at), "cause": FreezeCause.ALARM}
    detail = checked_detail(ticket, action, facts, at=at)
    request = ActionRequest(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        customer_id=ticket.customer_id,
        kind=action.kind,
        detail=detail.model_dump_json(),
        requested_at=at,
        expires_at=at + DECIDE_WITHIN,
    )
    check_session(request, by=by, session_id=session_id, at=at)
    request.save(force_insert=True)
    data = {"request": request.id, "action": request.kind, "cause": FreezeCause.ALARM.value}
    write_down(ticket, "action_request.opened", by=by, at=at, data=data)
    return carry_out(request, by=by, session_id=session_id, seen_digest=digest_of(request), at=at)


def _label(ticket: Ticket, account: str, at: datetime) -> str:
    """At most 80 characters that the details accept. What a place would refuse is left out here as everywhere else."""
    try:
        return kept(ticket.customer, account, at=at)[:80].strip() or "-"
    except SecretInText:
        return "-"


def _frozen_already(ticket: Ticket) -> ActionRequest | None:
    rows = ActionRequest.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, state__in=LIVE)
    found: ActionRequest | None = rows.filter(kind=ActionKind.FREEZE_ACCOUNT).first()
    return found
