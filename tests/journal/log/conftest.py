"""A log to append to, and a signer that needs no key."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from answerback.journal.log import append
from answerback.journal.log.sequence import INTERVAL, sequence

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def unsigned(size, root):
    """A note that nobody signed."""
    return f"{size} {root.hex()}"


@pytest.fixture
def append_one():
    """Appends in a transaction of its own."""

    def appends(data, at=NOON):
        with transaction.atomic():
            return append(data, at=at)

    return appends


@pytest.fixture
def next_interval():
    """Closes the interval that comes next."""
    moment = [NOON]

    def closes():
        moment[0] += INTERVAL
        return sequence(at=moment[0], sign=unsigned)

    return closes
