"""A delegate certificate (RFC 9060): the numbers' own authority vouches for a wallet's proofs, not our anchor."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.db import transaction

from answerback.journal.write import Actor
from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from answerback.passport.certificates import (
    check_certificate,
    check_claims,
    check_issuer,
    key_of,
    read_certificates,
)
from answerback.passport.failure import Failure
from answerback.passport.issue_certificate import as_pem, fingerprint_of
from answerback.passport.keys import public_key
from answerback.passport.rich_call_data import digest
from answerback.proofs.models import ProofCertificate
from answerback.wallets.models import Wallet


class Unfit(ValueError):
    """The words say why, for an engineer, and quote nothing of the files."""


def take_delegate(
    wallet: Wallet, chain: bytes, private: bytes, *, by: Actor, at: datetime
) -> ProofCertificate:
    """Sign with this certificate (PEM, its own first) and its key (PEM) from ten minutes later on. Raises Unfit.

    The same again gives the first.
    """
    try:
        found = read_certificates(chain)
        callers = _checked(wallet, found, at)
    except Failure as failure:
        raise Unfit(failure.detail) from None
    key = _private(private)
    if key.public_key() != key_of(found[0]):
        raise Unfit("the key is not the certificate's")
    with transaction.atomic():
        known: ProofCertificate | None = (
            ProofCertificate.objects.for_wallet(wallet).filter(fingerprint=fingerprint_of(found[0])).first()
        )
        return known or _kept(wallet, found, callers, _kid(wallet, key, by=by, at=at))


def _checked(wallet: Wallet, chain: Sequence[x509.Certificate], at: datetime) -> list[str]:
    """The wallet's numbers that it speaks for. Raises Failure, Unfit."""
    seconds = int(at.timestamp())
    for below, (issued, issuer) in enumerate(itertools.pairwise(chain)):
        check_issuer(issued, issuer, below=below, at=seconds)
    numbers = sorted({one.removeprefix("+") for one in (wallet.caller_number, wallet.official_number) if one})
    covered = [number for number in numbers if _speaks_for(chain[0], number, seconds)]
    if not covered:
        if numbers:
            check_certificate(chain[0], caller=numbers[0], at=seconds)
        raise Unfit("the wallet has no number")
    for name in {wallet.name_en, wallet.name_zh}:
        check_claims(chain[0], _claims(name))
    return covered


def _speaks_for(certificate: x509.Certificate, number: str, at: int) -> bool:
    try:
        check_certificate(certificate, caller=number, at=at)
    except Failure:
        return False
    return True


def _claims(name: str) -> dict[str, object]:
    """As `issue` writes them; the reason of a call may be any text."""
    return {
        **dict.fromkeys(("orig", "dest", "iat", "crn", "answerback"), ""),
        "rcd": {"nam": name},
        "rcdi": {"/nam": digest(name)},
    }


def _private(pem: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Unfit("the private key cannot be read, or is locked by a password") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unfit("the private key is not of P-256")
    return key


def _kid(wallet: Wallet, key: ec.EllipticCurvePrivateKey, *, by: Actor, at: datetime) -> str:
    """A renewed certificate may be for the key that signs already."""
    newest = (
        Key.objects.filter(purpose=Purpose.PROOF.value, wallet_id=wallet.id).order_by("generation").last()
    )
    numbers = key.public_key().public_numbers()
    if newest is not None and newest.public and (numbers.x, numbers.y) == _point(newest.public):
        return newest.kid
    return rotate(Purpose.PROOF, wallet_id=wallet.id, by=by, at=at, own=key).kid


def _point(jwk: dict[str, str]) -> tuple[int, int]:
    numbers = public_key(jwk).public_numbers()
    return numbers.x, numbers.y


def _kept(
    wallet: Wallet, chain: Sequence[x509.Certificate], callers: Sequence[str], kid: str
) -> ProofCertificate:
    row: ProofCertificate = ProofCertificate.objects.create(
        wallet=wallet,
        kid=kid,
        callers=list(callers),
        chain="".join(map(as_pem, chain)),
        fingerprint=fingerprint_of(chain[0]),
        delegated=True,
        not_before=chain[0].not_valid_before_utc,
        not_after=chain[0].not_valid_after_utc,
    )
    return row
