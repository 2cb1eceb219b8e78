"""When a failed message is tried again: ten tries in three days, as Standard Webhooks 1.0.0 suggests."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
LONGEST_ASKED_WAIT = timedelta(hours=24)


def next_try(
    failed_tries: int, *, at: datetime, message: UUID, asked_wait: timedelta = timedelta()
) -> datetime | None:
    """The time after `failed_tries` failures (from 1); None: give up. `asked_wait`: its Retry-After.

    Up to a tenth is added by the message's own id: what failed together does not return together.
    """
    if not 1 <= failed_tries <= len(WAITS):
        return None
    wait = WAITS[failed_tries - 1]
    spread = wait * (message.int % 1000) / 10_000
    return at + max(wait + spread, min(asked_wait, LONGEST_ASKED_WAIT))
