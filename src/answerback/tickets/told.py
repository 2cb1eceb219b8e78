"""The wallet's backend is told, by signed webhook, so that it can tell its user."""

from __future__ import annotations

from datetime import datetime

from answerback.tickets.models import Promise, Ticket
from answerback.wallets import outbox


def tell_wallet(ticket: Ticket, kind: str, *, at: datetime) -> None:
    """Queue `kind` with where the ticket stands. Called inside the verb's transaction."""
    outbox.queue(ticket.wallet, kind, _body(ticket), at=at, subject_id=ticket.id)


def tell_of_promise(promise: Promise, *, at: datetime) -> None:
    """Queue `promise.broken`: which one, what kind, by when it was due, and the ticket it belongs to."""
    body = _body(promise.ticket) | {
        "promise": str(promise.id),
        "promise_kind": promise.kind,
        "due_at": promise.due_at.isoformat(),
    }
    outbox.queue(promise.ticket.wallet, "promise.broken", body, at=at, subject_id=promise.ticket_id)


def _body(ticket: Ticket) -> dict[str, object]:
    return {
        "ticket": ticket.reference,
        "customer": ticket.customer.external_id,
        "category": ticket.category,
        "state": ticket.state,
        "matter_id": ticket.matter_id,
        "foreign_reference": ticket.foreign_reference,
        "closing": ticket.reopened,
    }
