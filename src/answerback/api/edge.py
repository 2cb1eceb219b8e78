"""Around every view: the reader's language, and no answer that is not JSON or a problem."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.errors import AuthenticationError, HttpError, ValidationError

from answerback.api import refusals
from answerback.api.problems import problem
from answerback.api.validation import invalid_from
from answerback.ui.refusals import Refusal

log = structlog.get_logger(__name__)
View = Callable[..., HttpResponseBase]


def edged(view: View) -> View:
    """The view, with every trouble told as a problem."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language_of(request)):
            nowhere = "\0" in request.path  # PostgreSQL keeps no NUL, so nothing has such a name
            response = told_as_problem(request, Http404()) if nowhere else view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                response = _method_not_allowed(request, response.get("Allow", ""))
            response["Content-Language"] = translation.get_language() or "en"
            patch_vary_headers(response, ["Accept-Language"])
            # Django would log the path, and a path may hold the wallet's id of a person.
            response._has_been_logged = True  # type: ignore[attr-defined]
            return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    told = told_as_problem(request, refusals.MethodNotAllowed(allowed=allowed))
    told["Allow"] = allowed
    return told


def told_as_problem(request: HttpRequest, trouble: Exception | type[Exception]) -> HttpResponse:
    """For ninja's exception handlers."""
    return problem(refusal_of(request, trouble), request=request, at=timezone.now())


def refusal_of(request: HttpRequest, trouble: Exception | type[Exception]) -> Refusal:
    """What the reader is told of it."""
    match trouble:
        case Refusal():
            return trouble
        case AuthenticationError():
            return refusals.KeyMissing()
        case ValidationError():
            return invalid_from(trouble.errors)
        case HttpError() if isinstance(trouble.__cause__, Refusal):
            return trouble.__cause__
        case Http404():
            return refusals.NotFound()
        case RequestDataTooBig():
            return refusals.BodyTooLarge()
        case UnreadablePostError():
            return refusals.BodyUnreadable()
    _log(request, trouble)
    return refusals.OurFault()


def language_of(request: HttpRequest) -> str:
    """From `Accept-Language` only: machines have no cookies. English when nothing fits."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
    return "en"


def _log(request: HttpRequest, trouble: Exception | type[Exception]) -> None:
    """Places and types only: the message of an exception may quote what was sent."""
    frames = traceback.extract_tb(trouble.__traceback__) if isinstance(trouble, Exception) else []
    log.error(
        "api.our_fault",
        method=request.method,
        trouble=type(trouble).__name__,
        frames=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    )
