"""The signed verdict: an ES256 JWS, `typ=answerback-status+jwt`, good for 30 seconds at most.

Claims: `iss` the wallet, `sub` the customer's pairwise id, `sid` the session, `state`, `leg`, `seq` (never goes
down), `iat`, `exp`, the client's `nonce`, and `witness`: `reported` where the wallet's own call centre is the only one.
A wallet app may check it without trusting the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback.callbacks.status import Face, Facts, Status, key_of, status_at
from answerback.keys.opened import OpenedKey
from answerback.keys.purposes import Purpose
from answerback.keys.signing import sign_jws, sign_with

TYPE = "answerback-status+jwt"
LIVES_SECONDS = 30


@dataclass(frozen=True)
class Verdict:
    """One answer to one stream: the state, its signed form, and the short name of what a page draws for it."""

    state: Face
    leg: UUID | None
    seq: int
    issued: int
    jws: str
    drawn: str


def judge(
    facts: Facts,
    *,
    fresh: bool,
    issuer: str,
    pairwise_id: UUID,
    session: str,
    nonce: str,
    seq: int,
    at: datetime,
    key: OpenedKey | None = None,
) -> Verdict:
    """The verdict for these facts; without fresh facts it is *unknown*. With `key` in hand it touches no database."""
    status = status_at(facts, at) if fresh else Status(Face.UNKNOWN)
    leg = status.call.leg_id if status.call else None
    issued = int(at.timestamp())
    claims = {
        "iss": issuer,
        "sub": pairwise_id.hex,
        "sid": session,
        "state": status.face.value,
        "leg": leg.hex if leg else None,
        "seq": seq,
        "iat": issued,
        "exp": issued + LIVES_SECONDS,
        "nonce": nonce,
    }
    if status.call is not None and status.call.reported:
        claims["witness"] = "reported"  # the wallet's own call centre says so; we did not see its line
    signed = (
        sign_with(key, claims, typ=TYPE)
        if key
        else sign_jws(Purpose.STATUS, facts.wallet_id, claims, typ=TYPE)
    )
    drawn = key_of(status) if fresh else Face.UNKNOWN.value
    return Verdict(status.face, leg, seq, issued, signed, drawn)
