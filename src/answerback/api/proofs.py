"""`/api/v1/proofs/{address}`: the signed proof of an answered call, for the backend of the wallet that placed it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from answerback.api.key_auth import Key, wallet_of
from answerback.api.openapi import problems
from answerback.api.proof_shapes import ProofOut
from answerback.api.refusals import NotFound
from answerback.proofs.read import of_wallet
from answerback.wallets.kinds import Scope

router = Router(tags=["proofs"])


@router.get(
    "/proofs/{address}",
    auth=Key(Scope.READ),
    response={200: ProofOut, **problems(401, 403, 404, 429)},
    operation_id="read_proof",
    summary="Read the proof of an answered call",
)
def read_proof(request: HttpRequest, address: str) -> dict[str, Any]:
    """The webhook `proof.readable` tells the address; nothing lists addresses. Another's is as if it were not."""
    bundle = of_wallet(wallet_of(request), address)
    if bundle is None:
        raise NotFound
    return bundle.shown()
