"""How a story passes in a test: its clock, and what starts it."""

from datetime import datetime, timedelta

from answerback.callbacks import plan, wrap_up
from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.customers.models import Purpose
from answerback.journal.write import SYSTEM
from answerback.ops import lines
from tests.cast import NOON, Cast


class Clock:
    """The time that a story tells; every step of the loops is taken at it."""

    def __init__(self) -> None:
        self.now = NOON

    def passes(self, seconds: float) -> datetime:
        """Let time pass as the running system would: lines every half second, work every second."""
        until = self.now + timedelta(seconds=seconds)
        while self.now < until:
            self.now = min(self.now + timedelta(seconds=0.5), until)
            lines.step(self.now)
            plan.promote(at=self.now)
            wrap_up.settle(at=self.now)
        return self.now


def arrange(cast: Cast, **changes: object) -> Callback:
    fields: dict[str, object] = {
        "kind": "payment_not_arrived",
        "purpose": Purpose.SERVICE,
        "priority": 3,
        "guide": "payment_not_arrived",
        "not_before": NOON,
        "deadline_at": None,
        "by": SYSTEM,
        "at": NOON,
    }
    return request(wallet=cast.wallet, customer=cast.customer, **fields | changes)  # type: ignore[arg-type]
