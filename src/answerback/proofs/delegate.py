"""A delegate certificate (RFC 9060): the numbers' own authority vouches for a wallet's proofs, not our anchor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor
from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from answerback.passport.delegate import Delegate, Unfit, read_delegate
from answerback.passport.keys import public_key
from answerback.proofs.models import ProofCertificate
from answerback.wallets.models import Wallet

__all__ = ["Unfit", "take_delegate"]


def take_delegate(
    wallet: Wallet, chain: bytes, private: bytes, *, by: Actor, at: datetime
) -> ProofCertificate:
    """Sign with this certificate (PEM, its own first) and its key (PEM) from ten minutes later on. Raises Unfit.

    The same again gives the first.
    """
    numbers = sorted({one.removeprefix("+") for one in (wallet.caller_number, wallet.official_number) if one})
    names = {wallet.name_en, wallet.name_zh}
    found = read_delegate(chain, private, numbers=numbers, names=names, at=at)
    with transaction.atomic():
        rows = ProofCertificate.objects.for_wallet(wallet)
        known: ProofCertificate | None = rows.filter(fingerprint=found.fingerprint).first()
        return known or _kept(wallet, found, _kid(wallet, found, by=by, at=at))


def _kid(wallet: Wallet, found: Delegate, *, by: Actor, at: datetime) -> str:
    """A renewed certificate may be for the key that signs already."""
    newest = (
        Key.objects.filter(purpose=Purpose.PROOF.value, wallet_id=wallet.id).order_by("generation").last()
    )
    if newest is not None and newest.public and public_key(newest.public) == found.key.public_key():
        return newest.kid
    return rotate(Purpose.PROOF, wallet_id=wallet.id, by=by, at=at, own=found.key).kid


def _kept(wallet: Wallet, found: Delegate, kid: str) -> ProofCertificate:
    row: ProofCertificate = ProofCertificate.objects.create(
        wallet=wallet,
        kid=kid,
        callers=list(found.callers),
        chain=found.chain,
        fingerprint=found.fingerprint,
        delegated=True,
        not_before=found.not_before,
        not_after=found.not_after,
    )
    return row
