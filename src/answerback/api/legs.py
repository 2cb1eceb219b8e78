"""`/api/v1/legs`: the external line. A call centre that keeps its own dialer says what happens on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api import leg_shapes
from answerback.api.key_auth import actor_of, wallet_of
from answerback.api.openapi import problems
from answerback.api.refusals import NotFound
from answerback.api.signed import SIGNED, SignedKey
from answerback.callbacks import reported
from answerback.callbacks.outcomes import Outcome
from answerback.reports.queries import flagged_agents
from answerback.wallets.kinds import Scope

router = Router(tags=["legs"])


@router.post(
    "/legs",
    auth=SignedKey(Scope.LEGS_WRITE),
    response={202: leg_shapes.LegOut, **problems(400, 401, 403, 409, 413, 415, 422, 429)},
    operation_id="report_leg",
    summary="Report what your own dialer sees",
    openapi_extra=SIGNED,
)
def report_leg(request: HttpRequest, data: leg_shapes.LegIn) -> Status[dict[str, Any]]:
    """The user's page follows, and says "reported by the call centre". Only the code that the user types confirms.

    A number that is on file of nobody, of somebody elsewhere, or of somebody who may not be rung now gets one and the
    same refusal, `call_not_vouched_for`.
    """
    wallet = wallet_of(request)
    outcome = Outcome(data.outcome) if data.outcome else None
    said = reported.Report(**data.model_dump(exclude={"outcome"}), outcome=outcome)
    taken = reported.report(
        wallet, said, by=actor_of(request), at=timezone.now(), set_aside=flagged_agents(wallet)
    )
    return Status(202, _shown(taken))


@router.post(
    "/legs/{call_id}/code",
    auth=SignedKey(Scope.LEGS_WRITE),
    response={200: leg_shapes.CodeOut, **problems(401, 403, 404, 409, 429)},
    operation_id="fetch_leg_code",
    summary="Fetch the code that your agent reads aloud",
    openapi_extra=SIGNED,
)
def fetch_leg_code(request: HttpRequest, call_id: str) -> dict[str, Any]:
    """The open code, or the next one; three for each call, ninety seconds each, from `answered` to `hung_up`."""
    attempt = reported.attempt_of(wallet_of(request), call_id)
    if attempt is None:
        raise NotFound
    code = reported.code_of(attempt, by=actor_of(request), at=timezone.now())
    return {"code": code.sealed, "expires_at": code.expires_at}


def _shown(taken: reported.Taken) -> dict[str, Any]:
    attempt = taken.attempt
    status = ("taken" if taken.is_new else "known") if attempt is not None else "waiting"
    ticket = attempt.callback.ticket if attempt is not None else None
    return {
        "call_id": taken.call.call_id,
        "status": status,
        "callback": attempt.callback_id if attempt else None,
        "ticket": ticket.reference if ticket else None,
        "state": attempt.state if attempt else "",
        "confirmed": attempt is not None and attempt.confirmed_at is not None,
    }
