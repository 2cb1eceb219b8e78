"""Whether a token proves that this call was placed by whoever holds the key. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from answerback.passport import token as tokens
from answerback.passport.call import Call, destinations, kind_of, origin
from answerback.passport.canonical import is_canonical
from answerback.passport.failure import Failure, Reason
from answerback.passport.header import EXTENSION, check_header
from answerback.passport.keys import UnusableKey, has_signed, public_key
from answerback.passport.rich_call_data import check_digests, check_rcd

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509 import Certificate

FRESH_SECONDS = 60


@dataclass(frozen=True)
class Proven:
    """The proof holds. `unchecked` are digests over linked content, which nobody fetched."""

    claims: Mapping[str, Any]
    unchecked: tuple[str, ...]


def verify(
    text: str,
    call: Call,
    *,
    jwk: Mapping[str, object] | None = None,
    certificate: bytes | None = None,
    anchor: bytes | None = None,
) -> Proven:
    """Hold a token against a call: form, header, signature, then the rest in the order of `Reason`.

    Exactly one of `jwk` (RFC 7517) and `certificate` (PEM, the signer's first). With `anchor` (PEM) the chain
    in `certificate` must lead to one of its certificates; without, the first is trusted as given.
    Raises Failure, and nothing else, whatever the octets.
    """
    if (jwk is None) == (certificate is None):
        raise TypeError("either a key or a certificate")
    token = tokens.read(text)
    check_header(token.header)
    chain: Sequence[Certificate] = ()
    if certificate is None:
        key = _key_of(jwk or {})
    else:
        from answerback.passport import certificates

        read = certificates.read_certificates if anchor is not None else certificates.read_first
        chain = read(certificate)
        key = certificates.key_of(chain[0])
    if not has_signed(key, token.signature, token.signed):
        raise Failure(Reason.SIGNATURE, "not made by this key over this token")
    if chain:
        _check_chain(chain, anchor, token, call)
    return _check_claims(token, call)


def _key_of(jwk: Mapping[str, object]) -> ec.EllipticCurvePublicKey:
    try:
        return public_key(jwk)
    except UnusableKey as unusable:
        raise Failure(Reason.SIGNATURE, str(unusable)) from None


def _check_chain(chain: Sequence[Certificate], anchor: bytes | None, token: tokens.Token, call: Call) -> None:
    """For the number that the token itself names; one that names none fails for that soon after."""
    from answerback.passport import certificates

    if anchor is not None:
        certificates.check_chain(chain, certificates.read_certificates(anchor), at=call.at)
    try:
        caller = origin(token.claims.get("orig"))
    except Failure:
        certificates.check_time(chain[0], call.at)
    else:
        certificates.check_certificate(chain[0], caller=caller, at=call.at)
    certificates.check_claims(chain[0], token.claims)


def _check_claims(token: tokens.Token, call: Call) -> Proven:
    claims = token.claims
    for octets, value in ((token.header_octets, token.header), (token.claims_octets, claims)):
        if not is_canonical(octets, value):
            raise Failure(Reason.CANONICAL, "written in another way than the canonical one")
    for name in ("dest", "iat", "orig"):
        if name not in claims:
            raise Failure(Reason.CLAIMS, f"no {name}")
    caller, called = origin(claims["orig"]), destinations(claims["dest"])
    check_rcd(claims, required=token.header.get("ppt") == EXTENSION)
    if not isinstance(claims.get("crn", ""), str):
        raise Failure(Reason.CLAIMS, "crn is no text")
    _check_time(claims["iat"], call.at)
    if caller != call.orig:
        raise Failure(Reason.ORIG, f"another {kind_of(caller)}")
    if call.dest not in called:
        raise Failure(Reason.DEST, "another callee")
    return Proven(claims, check_digests(claims))


def _check_time(issued: object, at: int) -> None:
    if not isinstance(issued, int) or isinstance(issued, bool):
        raise Failure(Reason.IAT, "no integer")
    if abs(issued - at) > FRESH_SECONDS:
        raise Failure(Reason.STALE, f"more than {FRESH_SECONDS} seconds from the call")
