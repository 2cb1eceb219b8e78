"""Step 8: an agent asks for something for the user; nothing happens until the user's yes in the portal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from pydantic import ValidationError

from answerback.guard import Kind
from answerback.journal.write import Actor, Subject
from answerback.texts.together import refuse_cut
from answerback.tickets.actions import ACTIONS, Action
from answerback.tickets.details import FREE, SHAPED, Detail
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED, ActionKind, ActionState, State
from answerback.tickets.models import ActionRequest, Ticket
from answerback.tickets.refusals import AlreadyFinal, DetailWrong, NotAble, NotConfirmed, TicketFinished
from answerback.tickets.staff import membership_of
from answerback.tickets.states import lean, look_again, move_request
from answerback.tickets.words import kept
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

DECIDE_WITHIN = timedelta(hours=24)
PHRASE = frozenset({Kind.SEED_PHRASE})
"""A transaction's id beside an address is no private key."""


@transaction.atomic
def request_action(
    ticket: Ticket,
    *,
    kind: ActionKind,
    detail: Mapping[str, object],
    confirmed: bool,
    by: Actor,
    at: datetime,
    callback_id: UUID | None = None,
) -> ActionRequest:
    """Put a request before the user, for 24 hours. `confirmed`: the call's code has matched.

    The same request again is the same row; other details for the same kind replace the one that waits.
    """
    if not confirmed:
        raise NotConfirmed
    checked = checked_detail(ticket, ACTIONS[kind], detail, at=at)
    if look_again(ticket).state not in UNFINISHED:
        raise TicketFinished
    facts = checked.model_dump_json()
    waiting = waiting_request(ticket, kind)
    if waiting is not None and waiting.detail == facts and at < waiting.expires_at:
        return waiting
    if waiting is not None:
        move_request(waiting, ActionState.EXPIRED, by=by, at=at, data={"reason": "replaced"})
    request = _insert(ticket, kind, facts, by=by, at=at, callback_id=callback_id)
    lean(ticket, State.WAITING_USER, by=by, at=at)
    return request


def possible_actions(wallet: Wallet) -> list[Action]:
    """What this wallet can do at all; nothing else is shown."""
    return [action for action in ACTIONS.values() if wallet.can(action.capability)]


def checked_detail(ticket: Ticket, action: Action, detail: Mapping[str, object], *, at: datetime) -> Detail:
    """The typed facts. Refuses what the wallet cannot do, what is malformed, and what is final already.

    A text in which the guard takes anything out is refused, not masked: the user approves what is sent.
    """
    if not ticket.wallet.can(action.capability):
        raise NotAble
    try:
        checked = action.detail.model_validate(dict(detail))
    except ValidationError as wrong:
        place = wrong.errors(include_input=False, include_url=False)[0]["loc"]
        raise DetailWrong(field=str(place[0]) if place else "") from None
    if action.refused_when_final and checked.is_final_on_chain:
        raise AlreadyFinal
    for name, value in checked:
        if isinstance(value, str) and name in FREE | SHAPED:
            kept(ticket.customer, value, at=at, certain=name in SHAPED, whole=True)
    facts = [value for name, value in checked if isinstance(value, str) and name in FREE | SHAPED]
    about = Subject("ticket", ticket.id)
    refuse_cut(ticket.wallet, facts, place=Place.TICKET, at=at, about=about, kinds=PHRASE)
    return checked


def waiting_request(ticket: Ticket, kind: ActionKind) -> ActionRequest | None:
    """The request of this kind that waits for the user, if any."""
    rows = ActionRequest.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, kind=kind)
    found: ActionRequest | None = rows.filter(state=ActionState.WAITING).first()
    return found


def _insert(
    ticket: Ticket, kind: ActionKind, facts: str, *, by: Actor, at: datetime, callback_id: UUID | None
) -> ActionRequest:
    request: ActionRequest = ActionRequest.objects.create(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        customer_id=ticket.customer_id,
        callback_id=callback_id,
        kind=kind,
        detail=facts,
        requested_by=membership_of(by, wallet_id=ticket.wallet_id),
        requested_at=at,
        expires_at=at + DECIDE_WITHIN,
    )
    data = {"request": request.id, "action": kind.value, "callback": callback_id}
    write_down(ticket, "action_request.opened", by=by, at=at, data=data)
    return request
