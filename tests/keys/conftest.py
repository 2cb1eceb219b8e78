"""Every test begins with no key in memory and a fixed clock."""

from datetime import UTC, datetime

import pytest
import time_machine

from answerback.keys import ring
from answerback.storage.ids import new_id

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    ring.forget()
    yield
    ring.forget()


@pytest.fixture
def clock():
    """The time, which a test may move."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lanyue():
    """The payment wallet's id; keys know wallets by their ids only."""
    return new_id()


@pytest.fixture
def qingtan():
    """The self-custodial wallet's id."""
    return new_id()
