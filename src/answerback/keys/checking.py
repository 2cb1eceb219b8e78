"""Checking what a wallet signed, and signing the journal's checkpoints."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks, sign_jws

CHECKPOINT_TYPE = "answerback-checkpoint+jws"


class BadSignature(Exception):
    """Not signed by a key of this purpose and wallet that still counts, of another type, or changed."""


def check_jws(purpose: Purpose, wallet_id: uuid.UUID | None, text: str, *, typ: str) -> dict[str, Any]:
    """The claims of a compact JWS. Times in them (`exp`) are the caller's to judge. Raises BadSignature."""
    keys = KeySet([ECKey.import_key(jwk) for jwk in public_jwks(purpose, wallet_id)["keys"]])
    try:
        found = jws.deserialize_compact(text, keys, algorithms=["ES256"])
        claims: dict[str, Any] = json.loads(found.payload)
    except (JoseError, ValueError) as bad:
        raise BadSignature from bad
    if found.headers().get("typ") != typ:
        raise BadSignature
    return claims


def sign_checkpoint(claims: Mapping[str, Any]) -> str:
    """The signer to give to `journal.checkpoint.export`."""
    return sign_jws(Purpose.JOURNAL, None, claims, typ=CHECKPOINT_TYPE)


def check_checkpoint(text: str) -> dict[str, Any]:
    """The checker to give to `journal.checkpoint.load`. Raises BadSignature."""
    return check_jws(Purpose.JOURNAL, None, text, typ=CHECKPOINT_TYPE)
