"""The wallets of these tests."""

import pytest

from answerback.conversations.models import Conversation, GuideVersion
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet
from tests.conversations.cast import NOON, begun, published


@pytest.fixture
def lanyue(db: None) -> Wallet:
    """A payment wallet."""
    return Wallet.objects.create(
        slug="lanyue",
        name_en="Lanyue Pay",
        name_zh="岚月支付",
        custody=Custody.CUSTODIAL,
        calling=Calling.PHONE,
        capabilities=[Capability.UNLOCK_ACCOUNT, Capability.FREEZE_ACCOUNT, Capability.RECALL_TRANSFER],
        lines=[Line.IN_APP, Line.SIMULATED],
        caller_number="+864000000188",
        created_at=NOON,
    )


@pytest.fixture
def qingtan(db: None) -> Wallet:
    """A self-custodial wallet."""
    return Wallet.objects.create(
        slug="qingtan",
        name_en="Qingtan Wallet",
        name_zh="青檀钱包",
        custody=Custody.SELF_CUSTODIAL,
        calling=Calling.IN_APP_ONLY,
        lines=[Line.IN_APP],
        created_at=NOON,
    )


@pytest.fixture
def version(lanyue: Wallet) -> GuideVersion:
    return published(lanyue)


@pytest.fixture
def conversation(version: GuideVersion) -> Conversation:
    return begun(version)
