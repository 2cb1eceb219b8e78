"""`/api/v1/events`: CloudEvents come in, structured or in a batch."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api import shapes
from answerback.api.bodies import json_body, media_type
from answerback.api.key_auth import Key, actor_of, wallet_of
from answerback.api.openapi import EVENT_BODY, problems
from answerback.api.problems import body_of, request_id
from answerback.api.refusals import NotFound
from answerback.customers.faults import Fault, Invalid
from answerback.intake import queries
from answerback.intake.accept import accept
from answerback.intake.batch import Result, accept_batch
from answerback.wallets.kinds import Scope

ONE = "application/cloudevents+json"
MANY = "application/cloudevents-batch+json"
router = Router(tags=["events"])


@router.post(
    "/events",
    auth=Key(Scope.EVENTS_WRITE),
    response={
        202: shapes.EventAnswer,
        200: shapes.BatchOut,
        **problems(400, 401, 403, 409, 413, 415, 422, 429),
    },
    exclude_none=True,
    operation_id="send_events",
    summary="Send one event or a batch",
    openapi_extra=EVENT_BODY,
)
def send_events(request: HttpRequest) -> Status[dict[str, Any]]:
    """One CloudEvent is answered 202; a batch 200 with one result per item, in order.

    The same `source` and `id` twice is one event and gets the same answer, for as long as the event is kept.
    """
    body = json_body(request, types=(ONE, MANY))
    if media_type(request) == MANY:
        return Status(200, _batch(request, body))
    accepted = accept(wallet_of(request), body, by=actor_of(request), at=timezone.now())
    return Status(202, accepted.answer)


@router.get(
    "/events/{event_id}",
    auth=Key(Scope.READ),
    response={200: shapes.EventOut, **problems(401, 403, 404, 429)},
    exclude_none=True,
    operation_id="read_event",
    summary="See what became of an event",
)
def read_event(request: HttpRequest, event_id: UUID) -> dict[str, Any]:
    """`event_id` is the `event` of the answer."""
    shown = queries.outcome_of(wallet_of(request), event_id)
    if shown is None:
        raise NotFound
    return shown


def _batch(request: HttpRequest, items: object) -> dict[str, Any]:
    if not isinstance(items, list):
        raise Invalid([Fault("", "wrong_type")])
    results = accept_batch(wallet_of(request), items, by=actor_of(request), at=timezone.now())
    return {"results": [_result(one, instance=request_id(request)) for one in results]}


def _result(one: Result, *, instance: str) -> dict[str, Any]:
    if one.accepted is not None:
        return {"status": HTTPStatus.ACCEPTED.value, "answer": one.accepted.answer}
    assert one.refused is not None  # noqa: S101  one of the two is always set
    return {"status": one.refused.status, "problem": body_of(one.refused, instance=instance)}
