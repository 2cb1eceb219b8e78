"""Step 9, the promise of another call: written into the ticket, kept when the customer is spoken to again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext, override

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.journal.write import SYSTEM
from answerback.tickets.promise import keep_promise, make_promise
from answerback.tickets.queries import open_promises

HALF_HOUR = timedelta(minutes=30)


def promise_call(callback: Callback, *, at: datetime) -> None:
    """We said when we ring again: a promise of its ticket, due at the end of that half hour; saying it twice is one."""
    due = callback.next_call_at
    if due is None:
        return
    with override(callback.customer.language):
        text = gettext("We ring you again.")
    make_promise(
        ticket_of(callback, by=SYSTEM, at=at),
        text=text,
        due_at=due + HALF_HOUR,
        by=SYSTEM,
        at=at,
        origin=f"callback:{callback.id}:{due.timestamp():.0f}",
        callback_id=callback.id,
    )


def keep_promised(callback: Callback, *, at: datetime) -> None:
    """The promised call is answered."""
    if callback.ticket is None:
        return
    for promise in open_promises(callback.wallet).filter(ticket=callback.ticket, callback_id=callback.id):
        keep_promise(promise, by=SYSTEM, at=at)
