"""Whether a delegate certificate (RFC 9060) and its key are fit to sign a wallet's proofs."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from answerback.passport.certificates import (
    check_certificate,
    check_claims,
    check_issuer,
    key_of,
    read_certificates,
)
from answerback.passport.failure import Failure
from answerback.passport.issue_certificate import as_pem, fingerprint_of
from answerback.passport.rich_call_data import digest

OURS = ("orig", "dest", "iat", "crn", "answerback")


class Unfit(ValueError):
    """The words say why, for an engineer, and quote nothing of the files."""


@dataclass(frozen=True)
class Delegate:
    """`callers` are those of the wallet's numbers that it speaks for; `chain` is PEM, its own first."""

    key: ec.EllipticCurvePrivateKey
    callers: tuple[str, ...]
    chain: str
    fingerprint: str
    not_before: datetime
    not_after: datetime


def read_delegate(
    chain: bytes, private: bytes, *, numbers: Sequence[str], names: Collection[str], at: datetime
) -> Delegate:
    """Of two files, PEM. `numbers` are digits as claims write them, `names` what `rcd` may say. Raises Unfit."""
    try:
        found = read_certificates(chain)
        callers = _checked(found, numbers, names, int(at.timestamp()))
        public = key_of(found[0])
    except Failure as failure:
        raise Unfit(failure.detail) from None
    key = _private(private)
    if key.public_key() != public:
        raise Unfit("the key is not the certificate's")
    own = found[0]
    text = "".join(map(as_pem, found))
    return Delegate(
        key, callers, text, fingerprint_of(own), own.not_valid_before_utc, own.not_valid_after_utc
    )


def _checked(
    chain: Sequence[x509.Certificate], numbers: Sequence[str], names: Collection[str], at: int
) -> tuple[str, ...]:
    """Raises Failure, Unfit."""
    for below, (issued, issuer) in enumerate(itertools.pairwise(chain)):
        check_issuer(issued, issuer, below=below, at=at)
    callers = tuple(number for number in numbers if _speaks_for(chain[0], number, at))
    if not callers:
        for number in numbers:
            check_certificate(chain[0], caller=number, at=at)
        raise Unfit("the wallet has no number")
    for name in names:
        check_claims(chain[0], _claims(name))
    return callers


def _speaks_for(certificate: x509.Certificate, number: str, at: int) -> bool:
    try:
        check_certificate(certificate, caller=number, at=at)
    except Failure:
        return False
    return True


def _claims(name: str) -> dict[str, object]:
    """As proofs have them; the reason of a call may be any text."""
    return {**dict.fromkeys(OURS, ""), "rcd": {"nam": name}, "rcdi": {"/nam": digest(name)}}


def _private(pem: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Unfit("the private key cannot be read, or is locked by a password") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unfit("the private key is not of P-256")
    return key
