"""A refusal that a view lets through becomes a page; faces for machines answer before this."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from answerback.ui.refusals import Refusal
from answerback.ui.views import refused


class RefusalMiddleware:
    """Turns a `Refusal` into its page with its own status; every other exception rises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raised."""
        return refused(request, exception) if isinstance(exception, Refusal) else None
