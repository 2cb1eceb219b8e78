"""Erasing a person: messages to the backend that name him are forgotten, sent or not."""

from __future__ import annotations

from uuid import UUID

from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body


def forget_deliveries_about(wallet_id: UUID, external_id: str) -> int:
    """Delete every delivery whose body names the customer; returns how many. The journal keeps that there was one.

    Bodies are sealed, so each is opened: there are as many as the wallet's retention keeps.
    """
    rows = Delivery.objects.for_wallet(wallet_id)
    about = [row.id for row in rows.iterator() if f'"{external_id}"' in opened_body(row)]
    rows.filter(id__in=about).delete()
    return len(about)
