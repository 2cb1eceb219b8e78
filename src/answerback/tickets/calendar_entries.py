"""Which entries a matter puts into the customer's calendar: what we promised and what waits for him."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from answerback.tickets.export import CalendarEntry, calendar_file
from answerback.tickets.models import Promise, Ticket
from answerback.tickets.reference import spoken

AN_HOUR = timedelta(hours=1)


def ticket_calendar(ticket: Ticket, *, url: str, now: datetime) -> bytes:
    """The .ics of one matter, in the language active now. `url`: its page in the portal."""
    return calendar_file(entries_of(ticket, url=url), made_at=now)


def entries_of(ticket: Ticket, *, url: str) -> list[CalendarEntry]:
    """One entry for each promise that is open, one for our next step and one for the customer's own."""
    names = {"wallet": ticket.wallet.name, "reference": spoken(ticket.reference)}
    ours = _("%(wallet)s: what we promised you, ticket %(reference)s") % names
    yours = _("%(wallet)s: your own step, ticket %(reference)s") % names
    found = [
        CalendarEntry(f"{who}-{ticket.id}@answerback", at, title, text=text, url=url, remind_before=AN_HOUR)
        for who, at, title, text in (
            ("our-step", ticket.next_step_by, ours, ticket.next_step),
            ("your-step", ticket.user_step_by, yours, ticket.user_step),
        )
        if at is not None and text
    ]
    promises = Promise.objects.for_wallet(ticket.wallet_id).filter(
        ticket=ticket, kept_at=None, released_at=None
    )
    for promise in promises:
        uid = f"promise-{promise.id}@answerback"
        found.append(CalendarEntry(uid, promise.due_at, ours, text=promise.text, url=url))
    return found
