"""Keys, tokens and certificates made for one test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from answerback.passport import base64url
from answerback.passport.canonical import canonical
from answerback.passport.keys import signature_over
from answerback.passport.telephone_numbers import OID

NOON = 1_795_348_800
CALLER, CALLEE = "864000000188", "8617000000021"
KEY = ec.derive_private_key(7, ec.SECP256R1())
HEADER = {"alg": "ES256", "ppt": "rcd", "typ": "passport", "x5u": "https://lanyue.example/proof.pem"}
CLAIMS = {
    "crn": "payment not arrived",
    "dest": {"tn": [CALLEE]},
    "iat": NOON,
    "orig": {"tn": CALLER},
    "rcd": {"nam": "岚月支付"},
}


def jwk(key: ec.EllipticCurvePrivateKey = KEY) -> dict[str, object]:
    numbers = key.public_key().public_numbers()
    x, y = (base64url.encode(part.to_bytes(32, "big")) for part in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def token_of(claims: object = CLAIMS, header: object = HEADER, key: ec.EllipticCurvePrivateKey = KEY) -> str:
    """Signed over exactly these; octets are taken as they are."""
    parts = [part if isinstance(part, bytes) else canonical(part) for part in (header, claims)]
    signed = ".".join(base64url.encode(part) for part in parts)
    return f"{signed}.{base64url.encode(signature_over(key, signed.encode()))}"


def number_list(*numbers: str) -> bytes:
    """DER of a TNAuthList of single numbers."""

    def tlv(tag: int, value: bytes) -> bytes:
        return bytes([tag, len(value)]) + value

    return tlv(0x30, b"".join(tlv(0xA2, tlv(0x16, number.encode())) for number in numbers))


def certificate(
    numbers: bytes | None = None,
    *,
    key: ec.EllipticCurvePrivateKey = KEY,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None,
    authority: bool = False,
    days: int = 30,
) -> x509.Certificate:
    """Valid from a day before noon for `days`; its own issuer unless another is named."""
    name = x509.Name(
        [x509.NameAttribute(x509.NameOID.COMMON_NAME, f"岚月 {key.private_numbers().private_value}")]
    )
    start = datetime.fromtimestamp(NOON, UTC) - timedelta(days=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer[0].subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if numbers is not None:
        builder = builder.add_extension(x509.UnrecognizedExtension(OID, numbers), critical=False)
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256())


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)
