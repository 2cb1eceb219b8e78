"""Why a proof does not hold. The first fault in the order of `Reason` is told, whatever else is wrong."""

from enum import StrEnum


class Reason(StrEnum):
    """In the order in which they are looked for."""

    MALFORMED = "malformed"  # not three parts of base64url, or no JSON objects in them
    HEADER = "header"  # not ES256, not a passport, or an extension that is not ours
    SIGNATURE = "signature"  # not made by this key over these octets
    CERTIFICATE = "certificate"  # cannot be read, not valid then, or does not speak for the calling number
    CANONICAL = "canonical"  # not the one way of writing it (RFC 8225, section 9)
    CLAIMS = "claims"  # a claim is missing or has another shape
    IAT = "iat"  # the time is no integer
    STALE = "stale"  # signed too long before or after the call
    ORIG = "orig"  # another caller
    DEST = "dest"  # another callee
    RCDI = "rcdi"  # a digest that leads nowhere, is no SHA-256, or differs


class Failure(Exception):
    """The proof does not hold. `reason` is stable; `detail` is for an engineer and holds nothing of the token."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
