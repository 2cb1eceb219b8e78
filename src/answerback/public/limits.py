"""Who asks on the page, counted as `live.limits` counts him: one bucket for the page and the look-up together."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from answerback.live.limits import RETRY_AFTER_SECONDS, counted


def caller_of(request: HttpRequest) -> str:
    """The address to count; behind a proxy of ours the last one that it wrote down."""
    if settings.ANSWERBACK.behind_proxy:
        return counted(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip())
    return counted(request.META.get("REMOTE_ADDR", ""))


def too_many(request: HttpRequest) -> HttpResponse:
    """A calm page that still says what to do: the same bytes whatever was asked."""
    response = render(request, "public/too_many.html", {"without_cookies": True}, status=429)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
