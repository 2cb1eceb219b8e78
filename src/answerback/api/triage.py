"""`POST /api/v1/triage`: what happened to a payment, and who can put it right."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from answerback.api.key_auth import Key, actor_of, customer_of, wallet_of
from answerback.api.openapi import problems
from answerback.api.shapes import TriageIn, TriageOut
from answerback.api.triage_evidence import shown_evidence
from answerback.chains.triage.words import say
from answerback.journal.write import Subject
from answerback.lookups.examine import Examined, examine
from answerback.lookups.telling import NO, YES
from answerback.wallets.kinds import Scope

router = Router(tags=["triage"])
BESIDE = ("customer", "language", "everywhere")


@router.post(
    "/triage",
    auth=Key(Scope.EVENTS_WRITE),
    response={200: TriageOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="make_triage",
    summary="Say what happened to a payment and who can help",
)
def make_triage(request: HttpRequest, data: TriageIn) -> dict[str, Any]:
    """Nothing is promised that only a third party can do. A secret is refused, and sent to nobody."""
    wallet = wallet_of(request)
    customer = customer_of(request, data.customer) if data.customer else None
    examined = examine(
        wallet,
        _as_told(data),
        subject=Subject("customer", customer.id) if customer else Subject("wallet", wallet.id),
        customer_id=customer.id if customer else None,
        by=actor_of(request),
        at=timezone.now(),
        everywhere=data.everywhere,
    )
    return shown(examined, language=data.language)


def _as_told(data: TriageIn) -> dict[str, str]:
    """The fields as a form would send them."""
    given = data.model_dump(mode="json", exclude_none=True, exclude=set(BESIDE))
    return {name: _text(value) for name, value in given.items()}


def _text(value: object) -> str:
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def shown(examined: Examined, *, language: str) -> dict[str, Any]:
    """The verdict with its words and evidence."""
    verdict, said = examined.verdict, say(examined.verdict, examined.case, language=language)
    return {
        "id": examined.triage.id,
        "code": verdict.code,
        "who": verdict.who,
        "chain": verdict.chain,
        "also": verdict.also,
        "ask": verdict.ask,
        "happened": said.happened,
        "next": said.next,
        "cost": said.cost,
        "beware": said.beware,
        "rests_on": said.rests_on,
        "looked": [
            {
                "chain": one.chain,
                "status": one.sighting.status if one.sighting else None,
                "agree": one.agree,
                "troubles": [code for _source, code in one.troubles],
            }
            for one in examined.looked
        ],
        **shown_evidence(examined.case, language=language),
    }
