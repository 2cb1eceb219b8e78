"""What the journal says about tickets. Everything about one matter has the ticket as its subject."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.tickets.models import Ticket


def write_down(
    ticket: Ticket,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, object] | None = None,
    audience: Audience = Audience.CUSTOMER,
) -> None:
    """One entry about `ticket`, for staff and its customer unless told otherwise; `data` is codes."""
    write(
        kind,
        wallet_id=ticket.wallet_id,
        subject=Subject("ticket", ticket.id),
        by=by,
        at=at,
        customer_id=ticket.customer_id,
        audience=audience,
        data=data or {},
    )
