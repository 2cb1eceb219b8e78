"""The proof of a call as the API gives it."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema


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
