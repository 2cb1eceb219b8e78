"""Findings of a refused text: the refusal undoes the verb's transaction, so they are stored after it.

The texts most worth counting are those that were never kept. Within a request they wait until its answer is made;
outside of one they are stored at once, unless a transaction is open that the refusal ends.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from answerback.texts.models import TextFinding
from answerback.texts.record import record

_waiting: ContextVar[list[TextFinding] | None] = ContextVar("findings_of_refused_texts", default=None)


def remember(rows: list[TextFinding]) -> None:
    """Store these when the refusal has been answered."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.extend(rows)
    elif not transaction.get_connection().in_atomic_block:
        record(rows)


class RefusedTextsMiddleware:
    """Stores what the guard found in texts that this request's verbs refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waiting: list[TextFinding] = []
        before = _waiting.set(waiting)
        try:
            return self.get_response(request)
        finally:
            _waiting.reset(before)
            if waiting:
                record(waiting)
