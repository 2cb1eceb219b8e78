"""Signing: compact JWS (RFC 7515) with ES256, and the public keys to check them."""

import json
import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from answerback.keys.encoding import base64url
from answerback.keys.opened import OpenedKey
from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring

_ES256 = ec.ECDSA(SHA256())


def sign_jws(purpose: Purpose, wallet_id: uuid.UUID | None, claims: Mapping[str, Any], *, typ: str) -> str:
    """Sign the claims with the wallet's current key: header {alg, kid, typ}, compact."""
    return sign_with(ring(purpose, wallet_id).current(now()), claims, typ=typ)


def sign_with(key: OpenedKey, claims: Mapping[str, Any], *, typ: str) -> str:
    """Sign with a key already in hand; touches no database."""
    payload = json.dumps(claims, separators=(",", ":"), ensure_ascii=False).encode()
    signed = f"{_header(key.kid, typ)}.{base64url(payload)}"
    r, s = decode_dss_signature(key.signer.sign(signed.encode("ascii"), _ES256))
    return f"{signed}.{base64url(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def public_jwks(purpose: Purpose, wallet_id: uuid.UUID | None) -> dict[str, Any]:
    """The JWK Set (RFC 7517) of the keys whose signatures count, coming ones included."""
    return {"keys": [key.public for key in ring(purpose, wallet_id).verifying(now())]}


@lru_cache(maxsize=256)
def _header(kid: str, typ: str) -> str:
    return base64url(json.dumps({"alg": "ES256", "kid": kid, "typ": typ}, separators=(",", ":")).encode())
