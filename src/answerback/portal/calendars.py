"""The .ics of an arranged call: the half hour that the customer chose, or a cancellation once it no longer holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.queries import SLOT
from answerback.callbacks.states import State
from answerback.journal.read import of_subject
from answerback.journal.write import Subject
from answerback.tickets.export import CalendarEntry, EntryStatus, calendar_file

REMIND = timedelta(minutes=10)
GONE = (State.REFUSED, State.CANCELLED, State.EXPIRED)


def appointment_calendar(callback: Callback, *, url: str, now: datetime) -> bytes | None:
    """The file, or None when no half hour was ever chosen."""
    if callback.appointment_at is None:
        return None
    names = {"wallet": callback.wallet.name, "about": str(Kind(callback.kind).label)}
    entry = CalendarEntry(
        uid=f"callback-{callback.id}@answerback",
        begins_at=callback.appointment_at,
        ends_at=callback.appointment_at + SLOT,
        title=_("%(wallet)s rings you: %(about)s") % names,
        text=_("Open your wallet before you answer: only there you see whether it is really us."),
        url=url,
        sequence=_changes(callback),
        remind_before=REMIND,
        status=EntryStatus.CANCELLED if callback.state in GONE else EntryStatus.CONFIRMED,
    )
    return calendar_file([entry], made_at=now)


def _changes(callback: Callback) -> int:
    """How often anything about it changed: it only rises, as RFC 5545 (3.8.7.4) wants."""
    return len(of_subject(Subject("callback", callback.id), wallet_id=callback.wallet_id))
