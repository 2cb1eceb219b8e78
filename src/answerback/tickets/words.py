"""Free text on its way into a ticket, through the one door for text (`texts.take`)."""

from __future__ import annotations

from datetime import datetime

from answerback.customers.models import Customer
from answerback.journal.write import Subject
from answerback.texts.take import take
from answerback.tickets.refusals import EmptyText
from answerback.wallets.places import Place


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
