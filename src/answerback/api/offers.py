"""`/api/v1/offers/{id}/uses`: the wallet's backend tells that a user used an offer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from answerback.api.key_auth import Key, actor_of, customer_of, wallet_of
from answerback.api.offer_shapes import UseIn, UseOut
from answerback.api.openapi import problems
from answerback.findings.offers.queries import published_offer
from answerback.findings.offers.refusals import NoSuchOffer
from answerback.findings.offers.use import use_offer
from answerback.wallets.kinds import Scope

router = Router(tags=["offers"])


@router.post(
    "/offers/{offer_id}/uses",
    auth=Key(Scope.EVENTS_WRITE),
    response={
        201: UseOut,
        200: UseOut,
        **problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
    },
    operation_id="use_offer",
    summary="Tell that a user used an offer",
)
def use(request: HttpRequest, offer_id: UUID, data: UseIn) -> Status[dict[str, Any]]:
    """Once for each `use_id` of yours: 201 the first time, 200 with the same whenever it comes again."""
    offer = published_offer(wallet_of(request), offer_id)
    if offer is None:
        raise NoSuchOffer
    customer, at = customer_of(request, data.customer), timezone.now()
    used = use_offer(offer, customer, use_id=data.use_id, by=actor_of(request), at=at)
    row = used.use
    heard = row.saying_id is not None
    shown = {"offer": offer.id, "use_id": row.use_id, "used_at": row.used_at, "heard": heard}
    return Status(201 if used.is_new else 200, shown)
