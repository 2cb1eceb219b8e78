"""What the journal's tests write."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from answerback.journal import payloads
from answerback.journal.kinds import SYSTEM, Subject
from answerback.journal.write import write
from answerback.storage.ids import new_id


class Failed(Exception):
    """What a test raises inside a transaction."""


NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def journal_alone():
    """Without the keys above it, so that it holds no entries about keys (tests/keys tries them together)."""
    before = payloads.seal_with(payloads.PLAIN)
    yield
    payloads.seal_with(before)


@pytest.fixture
def lanyue():
    """The payment wallet's id; the journal knows wallets by their ids only."""
    return new_id()


@pytest.fixture
def qingtan():
    """The self-custodial wallet's id."""
    return new_id()


@pytest.fixture
def write_one():
    """Writes an entry in a transaction of its own."""

    def writes(wallet_id, kind="callback.offered", *, subject=None, by=SYSTEM, at=NOON, **rest):
        with transaction.atomic():
            about = subject or Subject("callback", new_id())
            return write(kind, wallet_id=wallet_id, subject=about, by=by, at=at, **rest)

    return writes
