"""The right side: the ticket, the note, what may be asked of the wallet, what has happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext

from answerback.callbacks.low_score import ABOUT
from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback, Preparation
from answerback.callbacks.states import State
from answerback.customers.models import OwnNote
from answerback.customers.queries import shared_notes_of
from answerback.desk.action_forms import ActionOnScreen, actions_on_screen
from answerback.desk.entry_words import Happened, history_of
from answerback.desk.onscreen import OnScreen
from answerback.desk.spelling import aloud
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import ActionRequest, Attachment, Promise, Ticket, TicketNote
from answerback.tickets.note import draft_of
from answerback.tickets.promise import still_owed
from answerback.tickets.queries import files_of
from answerback.tickets.reference import spoken
from answerback.ui.moments import Shape
from answerback.ui.moments import spoken as spoken_time

OPEN_SHOWN = 8


@dataclass(frozen=True)
class Beside:
    """What stands beside the call. `words` is what the customer wrote before it."""

    ticket: Ticket | None
    reference: str
    spelled: list[str]
    spelled_for_customer: list[str]
    promises: list[Promise]
    notes: list[TicketNote]
    draft: TicketNote | None
    actions: list[ActionOnScreen]
    requests: list[ActionRequest]
    history: list[Happened]
    words: Preparation | None
    facts: list[str] = field(default_factory=list)
    own_notes: list[OwnNote] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)


def beside(screen: OnScreen, *, language: str, by: Actor, at: datetime) -> Beside | None:
    """Everything beside the held callback; with the answered call its matter has a ticket."""
    callback = screen.callback
    if callback is None:
        return None
    ticket = callback.ticket
    if ticket is None and screen.answered and callback.state in (State.TALKING, State.WRAP_UP):
        ticket = ticket_of(callback, by=by, at=at)
    reference = ticket.reference if ticket else ""
    return Beside(
        ticket=ticket,
        reference=spoken(reference) if reference else "",
        spelled=aloud(reference, language=get_language() or "en") if reference else [],
        spelled_for_customer=aloud(reference, language=language) if reference else [],
        promises=list(_promises(ticket)) if ticket else [],
        notes=list(_notes(ticket)) if ticket else [],
        draft=draft_of(screen.agent, callback_id=callback.id),
        actions=actions_on_screen(callback),
        requests=list(_requests(ticket)) if ticket else [],
        history=history_of(callback.wallet_id, callback.customer_id),
        words=_words(callback),
        facts=_facts(callback),
        own_notes=list(shared_notes_of(callback.customer)) if screen.answered else [],
        files=list(files_of(callback.customer, callback_id=callback.id)),
    )


def open_tickets(agent: Membership) -> list[Ticket]:
    """The agent's own unfinished tickets, what is due first at the top."""
    rows = Ticket.objects.for_wallet(agent.wallet_id).filter(owner=agent, state__in=UNFINISHED)
    return list(rows.order_by(F("deadline_at").asc(nulls_last=True), "opened_at")[:OPEN_SHOWN])


def _facts(callback: Callback) -> list[str]:
    """What the event said, for the eye: the amount with its currency, and when it happened on the customer's clock."""
    about = callback.about
    amount = " ".join(str(about[name]) for name in ("amount", "currency", "asset") if about.get(name))
    moments = [
        _moment(about[name]) for name in ("occurred_at", "happened_at", "sent_at", "paid_at") if name in about
    ]
    zone = callback.customer.zone
    times = [spoken_time(one, zone=zone, shape=Shape.DAY_TIME) for one in moments if one]
    unhappy = gettext("We ring because the customer gave a low score. Ask first, then listen.")
    return [fact for fact in (unhappy if ABOUT in about else "", amount, *times[:1]) if fact]


def _moment(text: object) -> datetime | None:
    try:
        found = parse_datetime(str(text))
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _promises(ticket: Ticket) -> list[Promise]:
    rows = Promise.objects.for_wallet(ticket.wallet_id)
    return list(still_owed(rows.filter(ticket=ticket)).select_related("owner"))


def _notes(ticket: Ticket) -> list[TicketNote]:
    rows = TicketNote.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, is_draft=False)
    return list(rows.select_related("author").order_by("-at")[:5])


def _requests(ticket: Ticket) -> list[ActionRequest]:
    rows = ActionRequest.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket)
    return list(rows[:6])


def _words(callback: Callback) -> Preparation | None:
    found: Preparation | None = (
        Preparation.objects.for_wallet(callback.wallet_id).filter(callback=callback).first()
    )
    return found
