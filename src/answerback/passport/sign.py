"""Making a proof: one token per answered leg."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from answerback.passport import base64url
from answerback.passport.call import Call, kind_of
from answerback.passport.canonical import canonical
from answerback.passport.header import EXTENSION
from answerback.passport.keys import signature_over
from answerback.passport.rich_call_data import digest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec

OURS = frozenset({"orig", "dest", "iat", "rcd", "rcdi", "crn"})


def sign(
    call: Call,
    *,
    key: ec.EllipticCurvePrivateKey,
    certificate_url: str,
    name: str,
    reason: str,
    more: Mapping[str, object] | None = None,
) -> str:
    """A token with `ppt` rcd: the caller's `name` with its digest, the call's `reason` (RFC 9795, `crn`).

    `certificate_url` is where the certificate can be read (https); `more` are claims of our own and may not
    have the name of one of these. `call.at` is the moment at which the leg was answered.
    """
    if taken := OURS & set(more or {}):
        raise ValueError(f"claims that are written here: {sorted(taken)}")
    header = {"alg": "ES256", "ppt": EXTENSION, "typ": "passport", "x5u": certificate_url}
    claims = {
        **(more or {}),
        "orig": {kind_of(call.orig): call.orig},
        "dest": {kind_of(call.dest): [call.dest]},
        "iat": call.at,
        "rcd": {"nam": name},
        "rcdi": {"/nam": digest(name)},
        "crn": reason,
    }
    signed = f"{base64url.encode(canonical(header))}.{base64url.encode(canonical(claims))}"
    return f"{signed}.{base64url.encode(signature_over(key, signed.encode('ascii')))}"
