"""The token as it travels: three parts of base64url (JWS compact serialization, RFC 7515, section 7.1)."""

from dataclasses import dataclass
from typing import Any

from answerback.passport import base64url
from answerback.passport.canonical import read_object
from answerback.passport.failure import Failure, Reason

LONGEST = 65_536  # characters; a proof of ours has about 900


@dataclass(frozen=True)
class Token:
    """Read, not yet believed. `signed` is what the signature is over; the octets are as they came."""

    header: dict[str, Any]
    claims: dict[str, Any]
    header_octets: bytes
    claims_octets: bytes
    signed: bytes
    signature: bytes


def read(text: str) -> Token:
    """Raises Failure(malformed)."""
    if len(text) > LONGEST:
        raise Failure(Reason.MALFORMED, f"longer than {LONGEST} characters")
    parts = text.split(".")
    if len(parts) != 3:
        raise Failure(Reason.MALFORMED, "not three parts")
    try:
        header, claims, signature = (base64url.decode(part) for part in parts)
        return Token(
            header=read_object(header),
            claims=read_object(claims),
            header_octets=header,
            claims_octets=claims,
            signed=f"{parts[0]}.{parts[1]}".encode("ascii"),
            signature=signature,
        )
    except ValueError:
        raise Failure(Reason.MALFORMED, "a part is not base64url of a JSON object") from None
