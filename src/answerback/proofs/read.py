"""Reading a proof: by the customer's own session or his wallet's key, at an address that nobody can guess.

What is another's, what is not yet readable and what never was are one answer: none.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from answerback.customers.models import Customer
from answerback.journal.log.read import Included, included
from answerback.journal.log.sequence import INTERVAL
from answerback.proofs.models import Proof
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Bundle:
    """All that an auditor needs besides what is published. `log` is None until the log's next checkpoint."""

    token: str
    nonce: str
    chain: str
    log: Included | None
    logged_by: datetime

    def shown(self) -> dict[str, Any]:
        """As JSON: the shape that `answerback proof` reads."""
        return {
            "v": 1,
            "token": self.token,
            "nonce": self.nonce,
            "chain": self.chain,
            "logged_by": self.logged_by.isoformat().replace("+00:00", "Z"),
            "log": _shown(self.log) if self.log else None,
        }


def of_wallet(wallet: Wallet, address: str) -> Bundle | None:
    """For the wallet's backend."""
    return _bundle(Proof.objects.for_wallet(wallet).filter(address=_asked(address)))


def of_customer(customer: Customer, address: str) -> Bundle | None:
    """For the one who was rung, in his own session."""
    return _bundle(
        Proof.objects.for_wallet(customer.wallet_id).filter(address=_asked(address), customer=customer)
    )


def _asked(address: str) -> str:
    """PostgreSQL keeps no NUL and refuses to be asked for one."""
    return address.replace("\0", "-")


def addresses_of(customer: Customer, attempt_ids: list[UUID]) -> dict[UUID, str]:
    """Where the proofs of these calls of his can be read, by attempt."""
    rows = Proof.objects.for_wallet(customer.wallet_id).filter(customer=customer, attempt_id__in=attempt_ids)
    return dict(rows.exclude(readable_at=None).values_list("attempt_id", "address"))


def _bundle(rows: Any) -> Bundle | None:
    proof = rows.exclude(readable_at=None).select_related("certificate").first()
    if proof is None:
        return None
    kept = json.loads(proof.sealed)
    return Bundle(
        token=kept["token"],
        nonce=kept["nonce"],
        chain=proof.certificate.chain,
        log=included(proof.leaf_id),
        logged_by=proof.issued_at + INTERVAL,
    )


def _shown(log: Included) -> dict[str, Any]:
    return {
        "index": log.index,
        "size": log.size,
        "inclusion": [base64.b64encode(one).decode("ascii") for one in log.path],
        "checkpoint": log.note,
    }
