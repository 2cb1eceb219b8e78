"""Finding a customer: by the wallet's own id, a telephone number, or a ticket's reference."""

from __future__ import annotations

from dataclasses import dataclass

from answerback.customers.models import Customer
from answerback.customers.queries import by_number, find
from answerback.tickets.models import Ticket
from answerback.tickets.queries import by_reference
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Found:
    """Who answers to what was typed; `ticket` when that was a reference."""

    customers: tuple[Customer, ...]
    ticket: Ticket | None = None


def search(wallet: Wallet, text: str) -> Found:
    """Whoever in this wallet has exactly this id, number or reference: nobody is found by a part."""
    ticket = by_reference(wallet, text)
    if ticket is not None:
        return Found((ticket.customer,), ticket)
    known = find(wallet, text.strip())
    if known is not None:
        return Found((known,))
    return Found(tuple(by_number(wallet, text)))
