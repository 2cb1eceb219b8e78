"""The demo wallet's backend: it tells Answerback what happened, as any wallet's backend would, in CloudEvents."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from answerback.customers.models import Customer
from answerback.intake.accept import accept
from answerback.journal.write import Actor
from answerback.ops.demo.ledger import AMOUNT, RECIPIENT, transaction_of
from answerback.storage.ids import new_id
from answerback.wallets.kinds import Capability
from answerback.wallets.models import Wallet

BACKEND = Actor("machine", None)
HAPPENED_BEFORE = timedelta(hours=2)


class Trouble(StrEnum):
    """What the visitor may say went wrong."""

    PAYMENT_NOT_ARRIVED = "payment_not_arrived"
    MISTAKEN_TRANSFER = "mistaken_transfer"
    ACCOUNT_LOCKED = "account_locked"


IN_A_BANK: dict[Trouble, dict[str, Any]] = {
    Trouble.PAYMENT_NOT_ARRIVED: {"amount": "250.00", "currency": "CNY", "rail": "bank_transfer"},
    Trouble.MISTAKEN_TRANSFER: {
        "amount": "250.00",
        "currency": "CNY",
        "rail": "wallet_balance",
        "mistake": "wrong_recipient",
        "is_final": False,
        "destination": "person",
    },
    Trouble.ACCOUNT_LOCKED: {"reason": "risk_control"},
}
ON_A_CHAIN: dict[Trouble, dict[str, Any]] = {
    Trouble.PAYMENT_NOT_ARRIVED: {
        "amount": "0.05",
        "currency": "ETH",
        "rail": "on_chain",
        "chain": "ethereum",
    },
    Trouble.MISTAKEN_TRANSFER: {
        "amount": str(AMOUNT),
        "currency": "USDT",
        "rail": "on_chain",
        "chain": "bsc",
        "expected_chain": "ethereum",
        "recipient": RECIPIENT,
        "mistake": "wrong_network",
        "is_final": True,
        "destination": "platform",
    },
}


def possible(wallet: Wallet) -> list[Trouble]:
    """What can happen in this wallet: an account that nobody holds for its user cannot be locked."""
    held = wallet.can(Capability.UNLOCK_ACCOUNT)
    return [one for one in Trouble if one is not Trouble.ACCOUNT_LOCKED or held]


def tell(customer: Customer, trouble: Trouble, *, at: datetime) -> dict[str, Any]:
    """The event, and the answer that it gets."""
    facts = (ON_A_CHAIN if customer.wallet.is_self_custodial else IN_A_BANK)[trouble]
    sent_at = at - HAPPENED_BEFORE
    data = {"matter_id": f"{trouble.value}-{new_id().hex[-8:]}", **facts}
    if facts.get("mistake") == "wrong_network":
        data |= {"transaction": transaction_of(sent_at), "sent_at": sent_at.isoformat(timespec="seconds")}
    envelope = {
        "specversion": "1.0",
        "id": new_id().hex,
        "source": f"/{customer.wallet.slug}/demo",
        "type": f"answerback.{trouble.value}.v1",
        "subject": customer.external_id,
        "time": sent_at.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }
    return accept(customer.wallet, envelope, by=BACKEND, at=at).answer
