"""Every no is an `application/problem+json` (RFC 9457) in the reader's language."""

from __future__ import annotations

import json
import math
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerback.customers.faults import Fault, Invalid
from answerback.ui.refusals import Refusal

TITLES: dict[int, str | Promise] = {
    400: _("The request cannot be read"),
    401: _("No valid API key"),
    403: _("This API key may not do that"),
    404: _("Not found"),
    405: _("Wrong method"),
    409: _("This does not fit what is known"),
    410: _("This is gone"),
    412: _("Changed meanwhile"),
    413: _("Too large"),
    415: _("Wrong type of body"),
    422: _("What was sent cannot be accepted"),
    429: _("Too many requests"),
    500: _("Our fault"),
}


def problem(refusal: Refusal, *, request: HttpRequest, at: datetime) -> HttpResponse:
    """The response, in the language active now."""
    response = HttpResponse(
        json.dumps(body_of(refusal, instance=request_id(request)), ensure_ascii=False),
        status=refusal.status,
        content_type="application/problem+json",
    )
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    if refusal.retry_at is not None:
        response["Retry-After"] = str(max(1, math.ceil((refusal.retry_at - at).total_seconds())))
    return response


def body_of(refusal: Refusal, *, instance: str = "") -> dict[str, Any]:
    """The members of RFC 9457 section 3.1, and `code`, `errors` (RFC 6901 pointers) and `retry_at`."""
    body: dict[str, Any] = {
        "type": f"/api/problems/{refusal.code}",
        "title": str(title_of(refusal.status)),
        "status": refusal.status,
        "detail": refusal.sentence,
        "code": refusal.code,
    }
    if instance:
        body["instance"] = instance
    if isinstance(refusal, Invalid):
        body["errors"] = [_error(fault) for fault in refusal.faults]
    if refusal.retry_at is not None:
        body["retry_at"] = refusal.retry_at.isoformat()
    return body


def _error(fault: Fault) -> dict[str, str]:
    return {"pointer": fault.pointer, "code": fault.code, "detail": fault.sentence}


def title_of(status: int) -> str | Promise:
    """A few words for the kind of trouble."""
    return TITLES.get(status, TITLES[409])


def request_id(request: HttpRequest) -> str:
    """The number under which the request stands in the logs."""
    return str(getattr(request, "request_id", ""))
