"""The certificate of a wallet's proof key: found, or issued when a number or the time wants a new one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from answerback.keys.opened import OpenedKey
from answerback.passport.issue_certificate import (
    Lasting,
    as_pem,
    certificate_of,
    fingerprint_of,
    from_pem,
)
from answerback.proofs import anchor
from answerback.proofs.models import ProofCertificate
from answerback.wallets.models import Wallet

LIVES = timedelta(days=90)
RENEWED = timedelta(days=30)  # before its end
PATH = "/log/certificates/"


def certificate_for(wallet: Wallet, caller: str, *, key: OpenedKey, at: datetime) -> ProofCertificate:
    """One that speaks for the caller with this key; a delegate certificate of somebody else's authority first."""
    rows = ProofCertificate.objects.for_wallet(wallet).filter(kid=key.kid, not_before__lte=at)
    one: ProofCertificate
    for one in rows.order_by("-delegated", "-not_after"):
        if caller in one.callers and at < one.not_after - (timedelta(0) if one.delegated else RENEWED):
            return one
    return _issued(wallet, sorted({caller, address_of(wallet), *_number_of(wallet)}), key=key, at=at)


def address_of(wallet: Wallet) -> str:
    """The wallet as a URI, for calls in the app, where nobody has a number: its public page."""
    return f"{settings.ORIGINS['public']}/check/wallets/{wallet.slug}"


def url_of(certificate: ProofCertificate) -> str:
    """Where anybody may read it (`x5u`). Our verifiers never follow it."""
    return f"{settings.ORIGINS['public']}{PATH}{certificate.fingerprint}.pem"


def by_fingerprint(fingerprint: str) -> ProofCertificate | None:
    """A certificate, which is public, by the SHA-256 of its DER in hex."""
    # every wallet: certificates are published, each under its own fingerprint
    return ProofCertificate.objects.filter(fingerprint=fingerprint).first()


def _number_of(wallet: Wallet) -> set[str]:
    return {wallet.caller_number.removeprefix("+")} if wallet.caller_number else set()


def _issued(wallet: Wallet, callers: Sequence[str], *, key: OpenedKey, at: datetime) -> ProofCertificate:
    issuer, issuers_key = anchor.current(at)
    lasting = Lasting(secrets.randbits(anchor.SERIAL_BITS), at - anchor.BEFORE, at + LIVES)
    made = certificate_of(
        key.signer.public_key(),
        name=wallet.name_en,
        callers=callers,
        lasting=lasting,
        anchor=from_pem(issuer),
        key=issuers_key.signer,
    )
    row: ProofCertificate = ProofCertificate.objects.create(
        wallet=wallet,
        kid=key.kid,
        callers=list(callers),
        chain=as_pem(made),
        fingerprint=fingerprint_of(made),
        not_before=lasting.start,
        not_after=lasting.end,
    )
    return row
