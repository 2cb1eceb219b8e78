"""Version 1 of the API, put together."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from answerback.api import (
    callbacks,
    channels,
    customers,
    devices,
    events,
    legs,
    offers,
    proofs,
    sessions,
    status,
    suggestions,
    tickets,
    triage,
)
from answerback.api.bodies import StrictParser
from answerback.api.edge import told_as_problem
from answerback.api.openapi import document
from answerback.ui.refusals import Refusal

api = NinjaAPI(
    title="Answerback",
    version="1",
    description="Events in, callbacks proven, states out. 回访通的接口：事件进来，回访可验证，状态可查。",
    urls_namespace="api_v1",
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
)
for trouble in (Refusal, HttpError, ValidationError, Http404, Exception):
    api.add_exception_handler(trouble, told_as_problem)
for part in (
    events,
    customers,
    sessions,
    status,
    devices,
    callbacks,
    channels,
    legs,
    offers,
    proofs,
    tickets,
    triage,
    suggestions,
):
    api.add_router("", part.router)


def openapi_document() -> dict[str, Any]:
    """As committed in `docs/reference/openapi.json`."""
    return document(dict(api.get_openapi_schema(path_prefix="/api/v1/")))


def openapi(request: HttpRequest) -> JsonResponse:
    """`/api/v1/openapi.json`."""
    return JsonResponse(openapi_document(), json_dumps_params={"ensure_ascii": False})
