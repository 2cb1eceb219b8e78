"""`/api/v1/proofs/{address}`: the signed proof of an answered call, for the backend of the wallet that placed it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from answerback.api.key_auth import Key, wallet_of
from answerback.api.openapi import problems
from answerback.api.refusals import NotFound
from answerback.proofs.read import of_wallet
from answerback.wallets.kinds import Scope

router = Router(tags=["proofs"])


class PlaceInLog(Schema):
    """Where the commitment stands in the public log; hashes are base64, the checkpoint a signed note."""

    index: int
    size: int
    inclusion: list[str]
    checkpoint: str


class ProofOut(Schema):
    """The token, the nonce of its commitment, the signer's certificate (PEM). `log` is null until `logged_by`."""

    v: int
    token: str
    nonce: str
    chain: str
    logged_by: datetime
    log: PlaceInLog | None


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
