"""Free text on its way into a ticket, through the one door for text (`texts.take`)."""

from __future__ import annotations

from datetime import datetime

from answerback.customers.models import Customer
from answerback.journal.write import Subject
from answerback.texts.take import take
from answerback.tickets.models import Promise, Ticket, TicketNote
from answerback.tickets.refusals import EmptyText
from answerback.wallets.places import Place

NOTES_BESIDE, PROMISES_BESIDE = 2, 1


def kept(
    customer: Customer,
    text: str,
    *,
    at: datetime,
    about: Subject | None = None,
    place: Place = Place.TICKET,
    certain: bool = False,
    whole: bool = False,
) -> str:
    """The text as it may be stored, without outer white space; may be empty. Raises SecretInText."""
    taken = take(
        customer.wallet,
        text.strip(),
        place=place,
        at=at,
        about=about,
        customer_id=customer.id,
        certain=certain,
        whole=whole,
    )
    return taken.text


def kept_not_empty(customer: Customer, text: str, *, at: datetime, about: Subject | None = None) -> str:
    """Like `kept`, and refuses when nothing is left."""
    result = kept(customer, text, at=at, about=about)
    if not result:
        raise EmptyText
    return result


def beside(customer: Customer, ticket: Ticket | None, *, but: TicketNote | None = None) -> list[str]:
    """What was written about the same matter last: half of a secret may stand there already."""
    notes = TicketNote.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    if but is not None:
        notes = notes.exclude(pk=but.pk)
    texts = [note.text for note in notes.order_by("-at", "-id")[:NOTES_BESIDE]]
    if ticket is not None:
        promises = Promise.objects.for_wallet(customer.wallet_id).filter(ticket=ticket)
        texts += [one.text for one in promises.order_by("-made_at")[:PROMISES_BESIDE]]
        explained = promises.filter(explained_at__isnull=False)
        texts += [one.explanation for one in explained.order_by("-explained_at")[:PROMISES_BESIDE]]
        texts += [ticket.happened, ticket.next_step, ticket.user_step]
    return [text for text in texts if text]
