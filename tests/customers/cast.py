"""The two wallets, a customer of each and the times at which their tests happen."""

from datetime import UTC, datetime

import pytest

from answerback.customers.bring import bring
from answerback.customers.data import ConsentData, CustomerData, NumberData
from answerback.customers.models import Customer, Language, Purpose
from answerback.journal.write import Actor
from answerback.storage.ids import new_id
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # a Monday, 12:00 in Shanghai
LAST_YEAR = datetime(2025, 11, 23, tzinfo=UTC)
NUMBER = "+8617000000021"
OTHER_NUMBER = "+8617000000022"
BACKEND = Actor("machine", new_id())


@pytest.fixture
def lanyue(db: None) -> Wallet:
    """A payment wallet that rings by telephone."""
    return Wallet.objects.create(
        slug="lanyue",
        name_en="Lanyue Pay",
        name_zh="岚月支付",
        custody=Custody.CUSTODIAL,
        calling=Calling.PHONE,
        capabilities=[Capability.UNLOCK_ACCOUNT, Capability.FREEZE_ACCOUNT, Capability.RECALL_TRANSFER],
        lines=[Line.IN_APP, Line.SIMULATED],
        official_number="+864000000188",
        caller_number="+864000000188",
        created_at=LAST_YEAR,
    )


@pytest.fixture
def qingtan(db: None) -> Wallet:
    """A self-custodial wallet that talks in the app only."""
    return Wallet.objects.create(
        slug="qingtan",
        name_en="Qingtan Wallet",
        name_zh="青檀钱包",
        custody=Custody.SELF_CUSTODIAL,
        calling=Calling.IN_APP_ONLY,
        lines=[Line.IN_APP],
        created_at=LAST_YEAR,
    )


def full_data(number: str = NUMBER) -> CustomerData:
    """A customer as a wallet's backend knows her: name, one old number, a yes to service calls."""
    return CustomerData(
        name="苏晴",
        language=Language.ZH,
        zone="Asia/Shanghai",
        numbers=(NumberData(number, verified_at=LAST_YEAR),),
        consents=(ConsentData(Purpose.SERVICE, granted=True, at=LAST_YEAR),),
    )


@pytest.fixture
def customer(lanyue: Wallet) -> Customer:
    """苏晴, of the payment wallet."""
    return bring(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON).customer


@pytest.fixture
def stranger(qingtan: Wallet) -> Customer:
    """Somebody else, of the other wallet."""
    data = CustomerData(language=Language.EN, zone="Europe/Lisbon")
    return bring(qingtan, "inst-7f3a", data, by=BACKEND, at=NOON).customer
