"""`/api/v1/device-exchanges`: a wallet app that holds a key proves a call in both directions (RFC 6287)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api import device_shapes as shapes
from answerback.api.key_auth import Key, actor_of, customer_of
from answerback.api.openapi import problems
from answerback.devices import enrol, exchange
from answerback.wallets.kinds import Scope

router = Router(tags=["devices"])


@router.post(
    "/device-exchanges",
    auth=Key(Scope.SESSIONS_WRITE),
    response={201: shapes.ExchangeOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="ask_by_device",
    summary="Ask, in the app's name, whether the caller is real",
)
def ask_by_device(request: HttpRequest, data: shapes.ExchangeIn) -> Status[dict[str, Any]]:
    """Only while our call to this user is answered and not yet proven. The digits show on the agent's screen."""
    made = exchange.ask(
        customer_of(request, data.customer),
        data.device,
        data.question,
        by=actor_of(request),
        at=timezone.now(),
    )
    told = {"exchange": made.id, "server_question": made.server_question, "expires_at": made.expires_at}
    return Status(201, told | {"suite": enrol.SUITE.name})


@router.post(
    "/device-answers",
    auth=Key(Scope.SESSIONS_WRITE),
    response={200: shapes.DeviceAnswerOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="answer_by_device",
    summary="Answer with the device's own code",
)
def answer_by_device(request: HttpRequest, data: shapes.DeviceAnswerIn) -> dict[str, Any]:
    """A right answer proves the call. A second time the answer is the same."""
    customer = customer_of(request, data.customer)
    found = exchange.answer(customer, data.exchange, data.answer, by=actor_of(request), at=timezone.now())
    return {"matched": found.matched, "tries_left": found.left}
