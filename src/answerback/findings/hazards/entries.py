"""What the journal says about hazards: ids, codes and numbers, never a word of anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.findings.hazards.models import Hazard
from answerback.journal.write import Actor, Audience, Subject, write


def write_down(
    hazard: Hazard,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, object] | None = None,
    audience: Audience = Audience.CUSTOMER,
) -> None:
    """One entry about `hazard`, for staff and its customer unless told otherwise."""
    write(
        kind,
        wallet_id=hazard.wallet_id,
        subject=Subject("hazard", hazard.id),
        by=by,
        at=at,
        customer_id=hazard.customer_id,
        audience=audience,
        data={"hazard": hazard.id, **(data or {})},
    )
