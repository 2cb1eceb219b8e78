"""What a request's texts leave to be done after its verbs: findings of refused texts, and a word to the writer.

The texts most worth counting are those that were never kept, but a refusal undoes its verb's transaction. Within a
request their findings wait until its answer is made; outside of one they are stored at once, unless a transaction
is open that the refusal ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from answerback.guard import Action, Finding, Kind
from answerback.texts.models import TextFinding
from answerback.texts.record import record
from answerback.texts.words import KINDS


@dataclass
class Waiting:
    """Of one request: rows to store, and the kinds of which its writer is to be warned."""

    rows: list[TextFinding] = field(default_factory=list)
    warned: list[Kind] = field(default_factory=list)


_waiting: ContextVar[Waiting | None] = ContextVar("texts_of_this_request", default=None)


def remember(rows: list[TextFinding]) -> None:
    """Store these when the refusal has been answered."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.rows.extend(rows)
    elif not transaction.get_connection().in_atomic_block:
        record(rows)


def warn(findings: Iterable[Finding]) -> None:
    """Tell the writer, if a page was sent, what was kept although it is private."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.warned += [one.kind for one in findings if one.action is Action.WARN]


def still_there(kinds: Iterable[Kind]) -> str:
    """The sentence for it; empty when there is nothing to say."""
    names = _(", ").join(dict.fromkeys(str(KINDS[kind]) for kind in kinds))
    return (
        _("Kept as it was written, although it holds something private: %(what)s.") % {"what": names}
        if names
        else ""
    )


class RefusedTextsMiddleware:
    """Stores what the guard found in texts that this request's verbs refused, and says what it only warned of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waiting = Waiting()
        before = _waiting.set(waiting)
        try:
            response = self.get_response(request)
        finally:
            _waiting.reset(before)
            if waiting.rows:
                record(waiting.rows)
        if (
            waiting.warned and response.status_code == 302
        ):  # a form was sent; machines and scripts hear otherwise
            messages.warning(request, still_there(waiting.warned))
        return response
