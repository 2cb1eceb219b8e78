"""Step 4, our half: the wallet's backend is told, by signed webhook, so that it can tell its user in the app.

A message carries ids, codes and times, never a name, a number or a word that somebody said.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from answerback.wallets.outbox import queue

if TYPE_CHECKING:
    from answerback.callbacks.models import Callback


def tell_wallet(callback: Callback, kind: str, *, at: datetime, hold_until: datetime | None = None) -> None:
    """Queue `kind` with where the callback stands; held back until `hold_until`. Inside the verb's transaction."""
    body = {
        "callback": str(callback.id),
        "customer": callback.customer.external_id,
        "kind": callback.kind,
        "state": callback.state,
        "outcome": callback.outcome,
        "matter_id": callback.matter_id,
        "ticket": callback.ticket.reference if callback.ticket else "",
        "not_before": callback.not_before.isoformat(),
        "appointment_at": callback.appointment_at.isoformat() if callback.appointment_at else None,
        "in_app": callback.in_app,
    }
    queue(callback.wallet, kind, body, at=at, subject_id=callback.id, hold_until=hold_until)
