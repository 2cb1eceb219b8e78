"""`/api/v1/callbacks/{id}`: where a callback stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from answerback.api import shapes
from answerback.api.key_auth import Key, wallet_of
from answerback.api.openapi import problems
from answerback.api.refusals import NotFound
from answerback.callbacks.queries import find
from answerback.wallets.kinds import Scope

SHOWN = (
    *("id", "kind", "purpose", "state", "outcome", "matter_id", "in_app", "created_at", "ended_at"),
    *("not_before", "deadline_at", "appointment_at", "next_call_at"),
)
router = Router(tags=["callbacks"])


@router.get(
    "/callbacks/{callback_id}",
    auth=Key(Scope.READ),
    response={200: shapes.CallbackOut, **problems(401, 403, 404, 429)},
    operation_id="read_callback",
    summary="See where a callback stands",
)
def read_callback(request: HttpRequest, callback_id: UUID) -> dict[str, Any]:
    """States and times only; what was said stays with the ticket."""
    callback = find(wallet_of(request).id, callback_id)
    if callback is None:
        raise NotFound
    named = {
        "customer": callback.customer.external_id,
        "ticket": callback.ticket.reference if callback.ticket else None,
    }
    return {name: getattr(callback, name) for name in SHOWN} | named
