from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from answerback.callbacks.models import Attempt
    from tests.cast import Cast

Rung = Callable[..., "Attempt"]


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def rung(cast: Cast) -> Rung:
    """A call of ours that rang, was answered after five seconds, and ended after seven minutes."""
    from answerback.callbacks.models import Attempt
    from tests.cast import NOON
    from tests.story.acting import arrange

    def ring(cast: Cast = cast, at: datetime = NOON, **changes: object) -> Attempt:
        fields: dict[str, object] = {
            "callback": arrange(cast),
            "agent": cast.agent,
            "number": 1,
            "line": "simulator",
            "last_two": "01",
            "state": "ended",
            "outcome": "spoke",
            "intended_at": at,
            "placed_at": at,
            "ringing_at": at,
            "answered_at": at + timedelta(seconds=5),
            "ended_at": at + timedelta(minutes=7),
        }
        return Attempt.objects.create(wallet=cast.wallet, **fields | changes)

    return ring
