"""Step 7: notes are saved as they are typed, each author one draft, and filed in the ticket at wrap-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from answerback import guard
from answerback.customers.models import Customer
from answerback.journal.write import Actor, Audience, Subject
from answerback.people.models import Membership
from answerback.texts.take import take
from answerback.texts.together import without_cut
from answerback.tickets.entries import write_down
from answerback.tickets.models import Ticket, TicketNote
from answerback.tickets.refusals import EmptyText
from answerback.tickets.words import beside
from answerback.wallets.places import Place


@dataclass(frozen=True)
class SavedDraft:
    """What was kept of a draft, and what the guard found in it. `saved` is False for an outdated version."""

    note: TicketNote | None
    findings: tuple[guard.Finding, ...]
    blocked: bool
    saved: bool


@transaction.atomic
def save_draft(
    customer: Customer,
    *,
    author: Membership,
    text: str,
    version: int,
    at: datetime,
    ticket: Ticket | None = None,
    callback_id: UUID | None = None,
) -> SavedDraft:
    """Keep the newest version of the author's draft in this callback, or else in this ticket.

    `version` rises with every save of one page; an equal or older one changes nothing. The guard
    masks secrets first, so that none is stored and the rest of the note is not lost.
    """
    about = Subject("callback", callback_id) if callback_id else None
    taken = take(
        customer.wallet,
        text,
        place=Place.NOTE,
        at=at,
        about=about,
        customer_id=customer.id,
    )
    draft = draft_of(author, ticket=ticket, callback_id=callback_id)
    others = beside(customer, ticket, but=draft)
    taken = without_cut(
        customer.wallet, taken, others, place=Place.NOTE, at=at, about=about, customer_id=customer.id
    )
    fresh = TicketNote(
        wallet_id=customer.wallet_id,
        customer=customer,
        ticket=ticket,
        callback_id=callback_id,
        author=author,
        text=taken.text,
        version=version,
        at=at,
        is_draft=True,
    )
    saved = _insert(fresh) if draft is None else _overwrite(draft, fresh)
    newest = draft_of(author, ticket=ticket, callback_id=callback_id)
    return SavedDraft(newest, taken.findings, blocked=taken.blocked, saved=saved)


def draft_of(
    author: Membership, *, ticket: Ticket | None = None, callback_id: UUID | None = None
) -> TicketNote | None:
    """The author's draft in this callback; without a callback, in this ticket."""
    rows = TicketNote.objects.for_wallet(author.wallet_id).filter(author=author, is_draft=True)
    if callback_id is not None:
        rows = rows.filter(callback_id=callback_id)
    else:
        rows = rows.filter(callback_id=None, ticket=ticket)
    found: TicketNote | None = rows.first()
    return found


@transaction.atomic
def file_note(
    draft: TicketNote, *, ticket: Ticket, by: Actor, at: datetime, visible_to_user: bool = False
) -> TicketNote:
    """Turn a draft into a note of `ticket`. A note that is filed already is returned as it is."""
    if not draft.is_draft:
        return draft
    if not draft.text.strip():
        raise EmptyText
    rows = TicketNote.objects.for_wallet(draft.wallet_id).filter(id=draft.id, is_draft=True)
    won = rows.update(ticket=ticket, is_draft=False, at=at, visible_to_user=visible_to_user) == 1
    draft.refresh_from_db()
    if won:
        audience = Audience.CUSTOMER if visible_to_user else Audience.STAFF
        data = {"note": draft.id, "callback": draft.callback_id}
        write_down(ticket, "note.filed", by=by, at=at, data=data, audience=audience)
    return draft


def _insert(fresh: TicketNote) -> bool:
    """False when another page of the same author was first: its next save overwrites."""
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _overwrite(draft: TicketNote, fresh: TicketNote) -> bool:
    """One conditional UPDATE: an older version never overwrites a newer one."""
    older = TicketNote.objects.for_wallet(draft.wallet_id).filter(
        id=draft.id, is_draft=True, version__lt=fresh.version
    )
    if older.update(version=fresh.version, at=fresh.at) != 1:
        return False
    draft.text = fresh.text
    draft.save(update_fields=["text"])
    return True
