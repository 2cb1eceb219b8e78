"""The wallet's backend is told, by signed webhook, so that it can tell its user."""

from __future__ import annotations

from datetime import datetime

from answerback.tickets.models import Ticket
from answerback.wallets import outbox


def tell_wallet(ticket: Ticket, kind: str, *, at: datetime) -> None:
    """Queue `kind` with where the ticket stands. Called inside the verb's transaction."""
    body = {
        "ticket": ticket.reference,
        "customer": ticket.customer.external_id,
        "category": ticket.category,
        "state": ticket.state,
        "matter_id": ticket.matter_id,
        "foreign_reference": ticket.foreign_reference,
        "closing": ticket.reopened,
    }
    outbox.queue(ticket.wallet, kind, body, at=at, subject_id=ticket.id)
