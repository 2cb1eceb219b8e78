"""A certificate of the numbers' own authority signs the wallet's proofs, if it fits; else it says why not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from answerback.passport.certificates import check_chain, read_certificates
from tests.passport.issuing import CALLER, KEY, NOON, certificate, number_list, pem

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from tests.cast import Cast

AUTHORITY_KEY = ec.derive_private_key(11, ec.SECP256R1())
AT = datetime.fromtimestamp(NOON, UTC)
AUTHORITY = certificate(None, key=AUTHORITY_KEY, authority=True)


def delegate(*numbers: str, days: int = 30, key: ec.EllipticCurvePrivateKey = KEY) -> Certificate:
    return certificate(number_list(*numbers), issuer=(AUTHORITY, AUTHORITY_KEY), days=days, key=key)


def private(key: object = KEY, password: bytes = b"") -> bytes:
    sealed = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sealed)


def test_delegate_signs_from_its_beginning_and_the_app_stays_under_our_anchor(cast: Cast) -> None:
    from answerback.journal.write import SYSTEM
    from answerback.keys.purposes import Purpose
    from answerback.keys.ring import forget, ring
    from answerback.proofs.certify import address_of, certificate_for
    from answerback.proofs.delegate import take_delegate

    chain = pem(delegate(CALLER), AUTHORITY)
    taken = take_delegate(cast.wallet, chain, private(), by=SYSTEM, at=AT)
    again = take_delegate(cast.wallet, chain, private(), by=SYSTEM, at=AT + timedelta(hours=1))
    forget()
    later = AT + timedelta(minutes=11)
    key = ring(Purpose.PROOF, cast.wallet.id).current(later)

    assert (taken, taken.callers, taken.delegated) == (again, [CALLER], True)
    assert key.signer.private_numbers() == KEY.private_numbers()
    assert certificate_for(cast.wallet, CALLER, key=key, at=later) == taken
    assert certificate_for(cast.wallet, address_of(cast.wallet), key=key, at=later).delegated is False
    check_chain(read_certificates(taken.chain.encode()), [AUTHORITY], at=NOON)


def test_renewed_certificate_of_the_same_key_needs_no_new_key(cast: Cast) -> None:
    from answerback.journal.write import SYSTEM
    from answerback.proofs.delegate import take_delegate

    first = take_delegate(cast.wallet, pem(delegate(CALLER)), private(), by=SYSTEM, at=AT)
    second = take_delegate(cast.wallet, pem(delegate(CALLER, days=60)), private(), by=SYSTEM, at=AT)

    assert (first.id == second.id, first.kid) == (False, second.kid)


OTHER = ec.derive_private_key(13, ec.SECP256R1())
UNFIT = [
    (b"", private(), "no certificate can be read"),
    (pem(delegate("864000000189")), private(), "it does not speak for the calling number"),
    (pem(AUTHORITY), private(), "it speaks for no number"),
    (pem(delegate(CALLER, days=0)), private(), "not valid at the time of the call"),
    (pem(delegate(CALLER)), private(OTHER), "the key is not the certificate's"),
    (pem(delegate(CALLER), delegate(CALLER)), private(), "issued by no authority"),
    (pem(delegate(CALLER)), b"", "the private key cannot be read, or is locked by a password"),
    (pem(delegate(CALLER)), private(password=b"x"), "the private key cannot be read, or is locked by a password"),
    (pem(delegate(CALLER)), private(ed25519.Ed25519PrivateKey.generate()), "the private key is not of P-256"),
]  # fmt: skip


@pytest.mark.parametrize(("chain", "key", "why"), UNFIT)
def test_certificate_that_does_not_fit_changes_nothing(
    cast: Cast, chain: bytes, key: bytes, why: str
) -> None:
    from answerback.journal.write import SYSTEM
    from answerback.proofs.delegate import Unfit, take_delegate
    from answerback.proofs.models import ProofCertificate

    with pytest.raises(Unfit, match=why):
        take_delegate(cast.wallet, chain, key, by=SYSTEM, at=AT)

    assert ProofCertificate.objects.for_wallet(cast.wallet).count() == 0
