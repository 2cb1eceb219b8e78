"""The live status outside the portal: tickets for the wallet's app or page, verdicts on a call that comes in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api import status_shapes as shapes
from answerback.api.key_auth import Key, actor_of, customer_of, wallet_of
from answerback.api.openapi import problems
from answerback.callbacks.queries import facts_of, live_attempt_of_customer
from answerback.channels.published import published_channels
from answerback.customers.models import Customer
from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks
from answerback.live import call_verdicts, status_sessions
from answerback.numbers import NumberError, parse
from answerback.wallets.kinds import Line, Scope
from answerback.wallets.models import Wallet

router = Router(tags=["status"])


@router.post(
    "/status-tickets",
    auth=Key(Scope.SESSIONS_WRITE),
    response={201: shapes.StatusTicketOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="take_status_ticket",
    summary="Let a signed-in user see the live status in your app",
)
def take_status_ticket(request: HttpRequest, data: shapes.StatusTicketIn) -> Status[dict[str, Any]]:
    """Sixty seconds of leave to open the stream. Ask again with the same `session` for each connection."""
    customer = customer_of(request, data.customer)
    return Status(
        201, ticket_for(customer, session=data.session, origin=data.origin.lower(), at=timezone.now())
    )


def ticket_for(customer: Customer, *, session: UUID | None, origin: str, at: datetime) -> dict[str, Any]:
    """Everything that an app or `<answerback-status>` needs. Raises as `status_sessions.give_leave`."""
    leave = status_sessions.give_leave(customer, session=session, origin=origin, at=at)
    wallet, public = customer.wallet, settings.ORIGINS["public"]
    return {
        "ticket": leave.ticket,
        "expires_at": leave.expires_at,
        "session": leave.session,
        **_who(wallet, customer),
        "stream": f"{public}/live/stream",
        "status": f"{public}/live/status",
        "jwks": f"{public}/.well-known/answerback/keys/{wallet.slug}",
        "portal": f"{settings.ORIGINS['portal']}/my/",
        "keys": public_jwks(Purpose.STATUS, wallet.id)["keys"],
    }


@router.delete(
    "/customers/{external_id}/status-sessions/{session}",
    auth=Key(Scope.SESSIONS_WRITE),
    response={204: None, **problems(401, 403, 404, 429)},
    operation_id="end_status_session",
    summary="End a user's live status when he signs out",
)
def end_status_session(request: HttpRequest, external_id: str, session: UUID) -> Status[None]:
    """Its open streams close within a second and its tickets open nothing more. A second time changes nothing."""
    customer = customer_of(request, external_id)
    status_sessions.end(customer, session, by=actor_of(request), at=timezone.now())
    return Status(204, None)


@router.post(
    "/call-verdicts",
    auth=Key(Scope.SESSIONS_WRITE),
    response={200: shapes.CallVerdictOut, **problems(400, 401, 403, 404, 413, 415, 422, 429)},
    operation_id="judge_call",
    summary="Is the call that comes in on this user's phone ours?",
)
def judge_call(request: HttpRequest, data: shapes.CallVerdictIn) -> dict[str, Any]:
    """For Android's verified-call service. Anything but an answer in time is to be taken as UNDETERMINED."""
    now, wallet = timezone.now(), wallet_of(request)
    customer, number = customer_of(request, data.customer), _written(data.number, wallet)
    placed = live_attempt_of_customer(customer)
    verdict = call_verdicts.verdict_on(
        number,
        facts_of(customer, now),
        call_verdicts.directions_of(published_channels(now), wallet.slug),
        now,
        by_hand=placed is not None and placed.line == Line.MANUAL,
    )
    who = _who(wallet, customer)
    jws = call_verdicts.sign(
        verdict,
        wallet_id=wallet.id,
        issuer=who["issuer"],
        pairwise_id=customer.pairwise_id,
        number=number,
        nonce=data.nonce,
        at=now,
    )
    return {"verdict": verdict.call, "why": verdict.why, "number": number, "jws": jws, **who}


def _who(wallet: Wallet, customer: Customer) -> dict[str, str]:
    """What every verdict about him says of itself."""
    return {"issuer": f"answerback:{wallet.slug}", "subject": customer.pairwise_id.hex}


def _written(number: str, wallet: Wallet) -> str:
    """E.164 or a short number; what is no number is kept as it came, and is nobody's."""
    try:
        return parse(number, wallet.region).e164
    except NumberError:
        return number.strip()
