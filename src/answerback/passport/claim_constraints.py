"""What a certificate lets its holder say: JWTClaimConstraints (RFC 8226, section 8), and the enhanced (RFC 9118)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from cryptography.hazmat import asn1
from cryptography.hazmat.asn1 import Explicit, IA5String
from cryptography.x509 import ObjectIdentifier

from answerback.passport.canonical import canonical

PLAIN = ObjectIdentifier("1.3.6.1.5.5.7.1.27")
ENHANCED = ObjectIdentifier("1.3.6.1.5.5.7.1.33")
OIDS = (PLAIN, ENHANCED)


@asn1.sequence
class Permitted:
    """JWTClaimPermittedValues."""

    claim: IA5String
    values: list[str]


@asn1.sequence
class Written:
    """EnhancedJWTClaimConstraints; without its last member it is the plain extension."""

    must_include: Annotated[list[IA5String] | None, Explicit(0)] = None
    permitted: Annotated[list[Permitted] | None, Explicit(1)] = None
    must_exclude: Annotated[list[IA5String] | None, Explicit(2)] = None


@dataclass(frozen=True)
class Constraints:
    """By the names of claims. `permitted` are pairs of a claim and the values that it may have."""

    must_include: frozenset[str]
    permitted: tuple[tuple[str, frozenset[str]], ...]
    must_exclude: frozenset[str]

    def broken_by(self, claims: Mapping[str, object]) -> str:
        """The rule that these claims break; empty for none.

        >>> Constraints(frozenset({"rcd"}), (), frozenset()).broken_by({"iat": 1})
        'a claim is missing that its certificate asks for'
        """
        if not self.must_include <= claims.keys():
            return "a claim is missing that its certificate asks for"
        if self.must_exclude & claims.keys():
            return "a claim that its certificate forbids"
        if any(name in claims and not _is_among(claims[name], values) for name, values in self.permitted):
            return "a claim has a value that its certificate does not permit"
        return ""


def read_constraints(der: bytes) -> Constraints:
    """Of the extension's value. Raises ValueError, also where it says nothing at all."""
    found = asn1.decode_der(Written, der)
    lists = (found.must_include, found.permitted, found.must_exclude)
    if all(one is None for one in lists) or any(one == [] for one in lists):
        raise ValueError("constraints that say nothing")
    return Constraints(
        _names(found.must_include),
        tuple((one.claim.as_str(), frozenset(one.values)) for one in found.permitted or ()),
        _names(found.must_exclude),
    )


def _names(listed: Sequence[IA5String] | None) -> frozenset[str]:
    return frozenset(one.as_str() for one in listed or ())


def _is_among(value: object, values: frozenset[str]) -> bool:
    """A text as it is; anything else as its canonical JSON (RFC 9795, section 9, lists `rcdi` so)."""
    if isinstance(value, str):
        return value in values
    try:
        return canonical(value).decode() in values
    except (ValueError, RecursionError):
        return False
