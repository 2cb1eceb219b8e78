"""Signing: compact JWS (RFC 7515) with ES256, and the public keys that check them."""

import json
import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Q

from answerback.keys.models import Key
from answerback.keys.opened import OpenedKey
from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring
from answerback.passport import base64url
from answerback.passport.keys import signature_over


def sign_jws(purpose: Purpose, wallet_id: uuid.UUID | None, claims: Mapping[str, Any], *, typ: str) -> str:
    """Sign the claims with the wallet's current key: header {alg, kid, typ}, compact."""
    return sign_with(ring(purpose, wallet_id).current(now()), claims, typ=typ)


def sign_with(key: OpenedKey, claims: Mapping[str, Any], *, typ: str) -> str:
    """Sign with a key in hand (`ring(...).current(now())`); touches no database."""
    payload = json.dumps(claims, separators=(",", ":"), ensure_ascii=False).encode()
    signed = f"{_header(key.kid, typ)}.{base64url.encode(payload)}"
    return f"{signed}.{base64url.encode(signature_over(key.signer, signed.encode('ascii')))}"


def public_jwks(purpose: Purpose, wallet_id: uuid.UUID | None) -> dict[str, Any]:
    """The JWK Set (RFC 7517) of the keys whose signatures count, newest first, coming ones included."""
    ring(purpose, wallet_id)
    counting = Key.objects.filter(Q(retire_at=None) | Q(retire_at__gt=now()), public__isnull=False)
    newest_first = counting.filter(purpose=purpose.value, wallet_id=wallet_id).order_by("-generation")
    return {"keys": list(newest_first.values_list("public", flat=True))}


@lru_cache(maxsize=1024)
def _header(kid: str, typ: str) -> str:
    return base64url.encode(
        json.dumps({"alg": "ES256", "kid": kid, "typ": typ}, separators=(",", ":")).encode()
    )
