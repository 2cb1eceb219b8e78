"""What the status page knows: the card, what may be asked, and what the page needs to check the signed verdicts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from answerback.callbacks.queries import facts_of
from answerback.findings.campaigns.warn import sentences_for
from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks
from answerback.live.verdict import TYPE
from answerback.portal.access import PortalRequest
from answerback.portal.asking import asking
from answerback.portal.shown import Shown, shown


def status_context(request: PortalRequest, at: datetime) -> dict[str, Any]:
    """The card and the two lists."""
    card = shown(facts_of(request.customer, at), request.customer, at)
    asked = asking(request.customer.wallet, guide=card.guide, kind=_kind(card))
    return {"shown": card, "asking": asked, "fraud_warnings": sentences_for(request.customer, at=at)}


def _kind(card: Shown) -> str:
    if card.call is not None:
        return card.call.kind
    return card.arranged.kind if card.arranged is not None else ""


def verdict_context(request: PortalRequest, at: datetime) -> dict[str, Any]:
    """What a verdict must say to count here, and the keys that sign it."""
    customer = request.customer
    expected = {
        "typ": TYPE,
        "iss": f"answerback:{customer.wallet.slug}",
        "sub": customer.pairwise_id.hex,
        "sid": request.session_here.id.hex,
        "now": at.timestamp(),
    }
    return {
        "verdict": {"expected": expected, "keys": public_jwks(Purpose.STATUS, customer.wallet_id)["keys"]}
    }
