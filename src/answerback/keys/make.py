"""Making a key: random, sealed under the master key, stored once even when two make it at the same moment."""

import secrets
import uuid
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from django.conf import settings
from django.db import IntegrityError, transaction

from answerback.journal.write import SYSTEM, Actor, Audience, Subject, write
from answerback.keys import master, uncommitted
from answerback.keys.envelope import KID_OCTETS, binding
from answerback.keys.models import Key
from answerback.keys.purposes import Algorithm, Purpose, algorithm_of
from answerback.passport import base64url


def make_first(purpose: Purpose, wallet_id: uuid.UUID | None, *, at: datetime) -> None:
    """Make the first generation; when somebody else just has, his stands."""
    try:
        with transaction.atomic():
            make(purpose, wallet_id, generation=1, not_before=at, by=SYSTEM, at=at)
    except IntegrityError:
        if not Key.objects.filter(purpose=purpose, wallet_id=wallet_id).exists():
            raise


def make(
    purpose: Purpose,
    wallet_id: uuid.UUID | None,
    *,
    generation: int,
    not_before: datetime,
    by: Actor,
    at: datetime,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> Key:
    """Make one generation and journal it; `own` is a key made elsewhere. Raises IntegrityError if it exists."""
    algorithm, kid = algorithm_of(purpose), secrets.token_hex(KID_OCTETS)
    private, public = _curve_material(own, kid) if own else _material(algorithm, kid)
    key = Key.objects.create(
        purpose=purpose.value,
        kid=kid,
        algorithm=algorithm.value,
        wallet_id=wallet_id,
        generation=generation,
        created_at=at,
        not_before=not_before,
        private_sealed=master.seal_private(
            settings.ANSWERBACK_MASTER_KEY, private, bound_to=bound_to(purpose, wallet_id, kid)
        ),
        public=public,
    )
    uncommitted.note(key.id)
    data = {"purpose": purpose.value, "kid": kid, "generation": generation, "not_before": not_before}
    subject = Subject("key", key.id)
    write("key.made", wallet_id=wallet_id, subject=subject, by=by, at=at, audience=Audience.AUDIT, data=data)
    return key


def bound_to(purpose: str, wallet_id: uuid.UUID | None, kid: str) -> bytes:
    """What the sealed private part is bound to: it opens for no other purpose, wallet or kid."""
    return binding("key", str(purpose), wallet_id.bytes if wallet_id else b"", kid)


def _material(algorithm: Algorithm, kid: str) -> tuple[bytes, dict[str, Any] | None]:
    if algorithm is Algorithm.A256:
        return secrets.token_bytes(32), None
    if algorithm is Algorithm.ED25519:
        seed = ed25519.Ed25519PrivateKey.generate()
        return _der(seed), _edwards_jwk(seed.public_key().public_bytes_raw(), kid)
    return _curve_material(ec.generate_private_key(ec.SECP256R1()), kid)


def _curve_material(key: ec.EllipticCurvePrivateKey, kid: str) -> tuple[bytes, dict[str, Any]]:
    return _der(key), _public_jwk(key.public_key().public_numbers(), kid)


def _der(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _edwards_jwk(public: bytes, kid: str) -> dict[str, Any]:
    """RFC 8037, section 2; `alg` by its own name (RFC 9864)."""
    x = base64url.encode(public)
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": kid, "use": "sig", "alg": "Ed25519"}


def _public_jwk(numbers: ec.EllipticCurvePublicNumbers, kid: str) -> dict[str, Any]:
    """RFC 7517, RFC 7518 section 6.2."""
    x, y = (base64url.encode(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid, "use": "sig", "alg": "ES256"}
