"""Events as a wallet's backend sends them, and one rule that answers them."""

from typing import Any

import pytest

from answerback.intake.models import Rule
from answerback.wallets.models import Wallet
from tests.customers.cast import NOON

NOON_TEXT = "2026-11-23T12:00:00+08:00"


def event(event_id: str = "e-1", **changes: Any) -> dict[str, Any]:
    """苏晴's payment did not arrive; `changes` replace attributes, `None` takes one away."""
    envelope = {
        "specversion": "1.0",
        "id": event_id,
        "source": "/lanyue/payments",
        "type": "answerback.payment_not_arrived.v1",
        "subject": "u-1001",
        "time": NOON_TEXT,
        "datacontenttype": "application/json",
        "data": {"matter_id": "m-77", "amount": "250.00", "currency": "CNY", "rail": "bank_transfer"},
    } | changes
    return {name: value for name, value in envelope.items() if value is not None}


def resolved(event_id: str = "r-1", **changes: Any) -> dict[str, Any]:
    """The same payment has arrived meanwhile."""
    data = {"matter_id": "m-77", "outcome": "arrived"}
    return event(event_id, **({"type": "answerback.payment_not_arrived.resolved.v1", "data": data} | changes))


def a_rule(wallet: Wallet, **changes: Any) -> Rule:
    """Ring about payments that did not arrive, within two days."""
    values = {
        "name_en": "Payment not arrived",
        "name_zh": "支付不到账",
        "kind": "payment_not_arrived",
        "purpose": "service",
        "priority": 3,
        "guide": "payment_not_arrived",
        "delay_minutes": 10,
        "deadline_hours": 48,
        "created_at": NOON,
        "updated_at": NOON,
    } | changes
    return Rule.objects.create(wallet=wallet, **values)


@pytest.fixture
def rule(lanyue: Wallet) -> Rule:
    return a_rule(lanyue)
