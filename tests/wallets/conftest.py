"""Two wallets of the cast: a payment wallet that telephones, and a self-custodial one that never does."""

from datetime import UTC, datetime

import pytest

from answerback.journal.kinds import SYSTEM
from answerback.wallets.create import create_wallet
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def lanyue(db: None) -> Wallet:
    return create_wallet(
        "lanyue",
        name_en="Lanyue Pay",
        name_zh="岚月支付",
        custody=Custody.CUSTODIAL,
        calling=Calling.PHONE,
        capabilities=[Capability.UNLOCK_ACCOUNT, Capability.FREEZE_ACCOUNT],
        lines=[Line.IN_APP, Line.SIMULATED],
        official_number="+86 400 000 0188",
        caller_number="+86 400 000 0188",
        by=SYSTEM,
        at=AT,
    )


@pytest.fixture
def qingtan(db: None) -> Wallet:
    return create_wallet(
        "qingtan",
        name_en="Qingtan Wallet",
        name_zh="青檀钱包",
        custody=Custody.SELF_CUSTODIAL,
        calling=Calling.NEVER_BY_PHONE,
        lines=[Line.IN_APP],
        by=SYSTEM,
        at=AT,
    )
