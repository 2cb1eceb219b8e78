"""A leg is answered and sound flows: its proof is signed, sealed, and committed to in the public log.

The name in the token is the wallet's, never the agent's: whoever holds it learns which house rang, and the person is
told by the page alone, after the code.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation

from answerback.customers.models import Customer
from answerback.journal.log import append
from answerback.keys.purposes import Purpose
from answerback.keys.ring import ring
from answerback.passport import Call, base64url, sign
from answerback.proofs.certify import address_of, certificate_for, url_of
from answerback.proofs.models import Proof, ProofCertificate

NONCE = 32
ADDRESS = 16  # octets


@dataclass(frozen=True)
class Leg:
    """What is proven. `caller` and `called` are E.164 as on file, or empty for a call in the app.

    `reason` and `asks` are in the customer's language; `answered_at` is when sound first flowed, aware UTC.
    """

    attempt_id: UUID
    line: str
    caller: str
    called: str
    reason: str
    asks: tuple[str, ...]
    agent: str
    answered_at: datetime


def issue(customer: Customer, leg: Leg) -> Proof:
    """The proof of this leg, made once, in the transaction of the verb that heard it was answered."""
    known: Proof | None = (
        Proof.objects.for_wallet(customer.wallet_id).filter(attempt_id=leg.attempt_id).first()
    )
    if known is not None:
        return known
    with transaction.atomic():
        token, certificate = _signed(customer, leg)
        nonce = secrets.token_bytes(NONCE)
        proof: Proof = Proof.objects.create(
            wallet=customer.wallet,
            customer=customer,
            certificate=certificate,
            attempt_id=leg.attempt_id,
            address=secrets.token_hex(ADDRESS),
            leaf_id=append(commitment(nonce, token), at=leg.answered_at),
            sealed=json.dumps({"token": token, "nonce": base64url.encode(nonce)}),
            issued_at=leg.answered_at,
        )
    return proof


def _signed(customer: Customer, leg: Leg) -> tuple[str, ProofCertificate]:
    wallet, at = customer.wallet, leg.answered_at
    caller = leg.caller.removeprefix("+") or address_of(wallet)
    called = leg.called.removeprefix("+") or _person(customer)
    key = ring(Purpose.PROOF, wallet.id).current(at)
    certificate = certificate_for(wallet, caller, key=key, at=at)
    token = sign(
        Call(caller, called, int(at.timestamp())),
        key=key.signer,
        certificate_url=url_of(certificate),
        name=_name(customer),
        reason=leg.reason,
        more={"answerback": _ours(customer, leg)},
    )
    return token, certificate


def commitment(nonce: bytes, token: str) -> bytes:
    """What the log holds of a proof: SHA-256 of the nonce and the token.

    >>> commitment(bytes(32), "a.b.c").hex()[:16]
    'dd6e106f1c1f4c53'
    """
    return hashlib.sha256(nonce + token.encode("ascii")).digest()


def release(wallet_id: UUID, attempt_id: UUID, *, at: datetime) -> str:
    """The customer confirmed the call, or it is over: from now on its proof may be read.

    Returns its address the first time; empty where there is none or it was released before.
    """
    rows = Proof.objects.for_wallet(wallet_id).filter(attempt_id=attempt_id)
    released = rows.filter(readable_at=None).update(readable_at=at)
    return rows.values_list("address", flat=True).get() if released else ""


def _ours(customer: Customer, leg: Leg) -> dict[str, object]:
    """The claims of our own: which leg, over which line, by which work number, and what may be asked in it."""
    return {
        "agent": leg.agent,
        "asks": list(leg.asks),
        "leg": str(leg.attempt_id),
        "line": leg.line,
        "wallet": customer.wallet.slug,
    }


def _name(customer: Customer) -> str:
    with translation.override(customer.language):
        return customer.wallet.name


def _person(customer: Customer) -> str:
    """The one who was rung, where there is no number: the id under which this wallet alone knows him."""
    return f"urn:uuid:{customer.pairwise_id}"
