"""What the journal says about an offer itself; what is said to a user is written by `hear` and `use`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.findings.offers.models import Offer
from answerback.journal.write import Actor, Audience, Subject, write


def write_down(
    offer: Offer, kind: str, *, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """One entry about `offer`, for staff; called inside the verb's transaction."""
    write(
        kind,
        wallet_id=offer.wallet_id,
        subject=Subject("offer", offer.id),
        by=by,
        at=at,
        audience=Audience.STAFF,
        data={"offer": offer.id, **(data or {})},
    )
