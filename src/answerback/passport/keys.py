"""ES256 keys and signatures: P-256 with SHA-256, r and s side by side (RFC 7518, section 3.4)."""

from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from answerback.passport import base64url

COORDINATE = 32  # octets
ES256 = ec.ECDSA(hashes.SHA256())
DETERMINISTIC = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)  # RFC 6979


class UnusableKey(ValueError):
    """Not a public key of P-256."""


def public_key(jwk: Mapping[str, object]) -> ec.EllipticCurvePublicKey:
    """Of a JWK (RFC 7518, section 6.2.1); a private part is not looked at. Raises UnusableKey."""
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256":
        raise UnusableKey("not a key of P-256")
    try:
        x, y = (_coordinate(jwk.get(name)) for name in ("x", "y"))
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except ValueError:
        raise UnusableKey("not a point of P-256") from None


def _coordinate(value: object) -> int:
    octets = base64url.decode(value) if isinstance(value, str) else b""
    if len(octets) != COORDINATE:
        raise ValueError("not 32 octets")
    return int.from_bytes(octets, "big")


def has_signed(key: ec.EllipticCurvePublicKey, signature: bytes, signed: bytes) -> bool:
    """Whether `signature` (64 octets) over `signed` was made with this key."""
    if len(signature) != 2 * COORDINATE:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:COORDINATE], signature[COORDINATE:]))
    try:
        key.verify(utils.encode_dss_signature(r, s), signed, ES256)
    except InvalidSignature:
        return False
    return True


def signature_over(key: ec.EllipticCurvePrivateKey, signed: bytes) -> bytes:
    """64 octets; the same key and octets give the same signature."""
    r, s = utils.decode_dss_signature(key.sign(signed, DETERMINISTIC))
    return r.to_bytes(COORDINATE, "big") + s.to_bytes(COORDINATE, "big")
