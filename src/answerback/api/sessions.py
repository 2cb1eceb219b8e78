"""`/api/v1/customer-sessions`: the wallet's app opens the portal for its signed-in user."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api import shapes
from answerback.api.idempotency import once
from answerback.api.key_auth import Key, actor_of, customer_of
from answerback.api.openapi import IDEMPOTENCY_KEY, problems
from answerback.customers import portal_link
from answerback.wallets.kinds import Scope

router = Router(tags=["sessions"])


@router.post(
    "/customer-sessions",
    auth=Key(Scope.SESSIONS_WRITE),
    response={201: shapes.SessionOut, **problems(400, 401, 403, 404, 413, 415, 422, 429)},
    operation_id="open_session",
    summary="Open the portal for a user",
    openapi_extra=IDEMPOTENCY_KEY,
)
def open_session(request: HttpRequest, data: shapes.SessionIn) -> Status[dict[str, Any]]:
    """A link that lives 60 seconds and works once. It is spent by a button on its page, not by opening it."""
    status, body = once(request, lambda: (201, _link(request, data)))
    return Status(status, body)


def _link(request: HttpRequest, data: shapes.SessionIn) -> dict[str, Any]:
    customer = customer_of(request, data.customer)
    now = timezone.now()
    token = portal_link.make(customer, return_path=data.return_path, by=actor_of(request), at=now)
    return {"url": portal_url(token), "expires_at": (now + portal_link.LIVES).isoformat()}


def portal_url(token: str) -> str:
    """The landing page of a one-time link."""
    return f"{settings.ORIGINS['portal']}/my/enter/{token}"
