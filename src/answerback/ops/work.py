"""The work that nobody waits for, in loops by name: sealing, promotion, settling, reconciliation, deliveries."""

from __future__ import annotations

from datetime import datetime

from answerback.callbacks import plan, reconcile, shift, wrap_up
from answerback.journal.seal import seal
from answerback.journal.wake import Bell
from answerback.ops import lines
from answerback.ops.loops import Loop


def sealing(at: datetime) -> int:
    """Give the new entries their places."""
    return seal(at=at)


def promoting(at: datetime) -> int:
    """Due callbacks become ready; late ones expire."""
    plan.expire(at=at)
    return plan.promote(at=at)


def settling(at: datetime) -> int:
    """Finished callbacks whose ten seconds are over move on."""
    return len(wrap_up.settle(at=at))


def reconciling(at: datetime) -> int:
    """Nothing stays stuck after a crash or a lost desk."""
    reconcile.return_expired_offers(at=at)
    reconcile.give_up_stale_intents(at=at)
    reconcile.finish_abandoned_wrap_ups(at=at)
    reconcile.close_stranded(at=at)
    shift.close_silent(at=at)
    return 0


LINE_LOOPS = (Loop("lines", lines.step, 0.25, Bell.WRITTEN),)
WORK_LOOPS = (
    Loop("sealer", sealing, 1.0, Bell.WRITTEN),
    Loop("promoter", promoting, 1.0, Bell.WRITTEN),
    Loop("settler", settling, 1.0),
    Loop("reconciler", reconciling, 5.0),
)
