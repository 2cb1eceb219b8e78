"""After a crash or a lost desk: nothing is repeated blindly, nothing stays stuck.

Only `offered` returns to the queue by an expired lease. An intent whose leg exists is adopted, never dialled again;
one that no line took is given up, not dialled late. A wrap-up whose agent vanished is finished with what the line told.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.callbacks.dial import placed
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.one_by_one import one_by_one
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.queries import last_attempt
from answerback.callbacks.states import AttemptState, LostRace, State, move, move_attempt, record
from answerback.callbacks.talk import back_to_queue, release_line
from answerback.callbacks.wrap_up import finish, suggested
from answerback.journal.write import SYSTEM, Audience
from answerback.telephony.models import Leg

INTENT_LIVES = timedelta(seconds=60)
WRAP_UP_LIMIT = timedelta(minutes=30)
STRANDED_AFTER = timedelta(minutes=1)


def return_expired_offers(*, at: datetime) -> int:
    """Offered callbacks whose desk went silent go back to the queue; how many."""

    def give_back(callback: Callback) -> bool:
        # every wallet: the row was chosen below; a lease renewed meanwhile stays with its agent
        if not Callback.objects.filter(id=callback.id, lease_until=callback.lease_until).exists():
            raise LostRace()
        move(callback, State.PLANNED, by=SYSTEM, at=at, agent=None, lease_until=None, not_before=at)
        return True

    # every wallet: one process does this for all of them
    late = Callback.objects.filter(state=State.OFFERED, lease_until__lt=at)
    return one_by_one(list(late.select_related("customer", "wallet", "ticket")), give_back)


def give_up_stale_intents(*, at: datetime) -> int:
    """Intents that no line took in time are ended as never placed, and the callback waits again; how many."""

    def give_up(attempt: Attempt) -> bool:
        leg = Leg.objects.for_wallet(attempt.wallet_id).filter(intent_id=attempt.id).first()
        if leg is not None:
            placed(attempt, leg.id, at=at)
            return False
        return end_unplaced(attempt, at=at)

    # every wallet: one process does this for all of them
    rows = Attempt.objects.filter(state=AttemptState.INTENDED, leg_id=None, intended_at__lt=at - INTENT_LIVES)
    return one_by_one(list(rows.select_related("callback__customer", "callback__wallet")), give_up)


def end_unplaced(attempt: Attempt, *, at: datetime) -> bool:
    """Nobody was rung and nobody will be by this intent; whether it was still open."""
    if not move_attempt(attempt, AttemptState.ENDED, ended_at=at, outcome=AttemptOutcome.NOT_PLACED):
        return False
    release_line(attempt)
    back_to_queue(attempt.callback, at=at, not_before=at)
    return True


def finish_abandoned_wrap_ups(*, at: datetime) -> int:
    """A wrap-up left alone for half an hour is finished with what the line told; how many."""

    def close(callback: Callback) -> bool:
        outcome = suggested(last_attempt(callback)) or Outcome.WAITING
        record(callback, "wrap_up.abandoned", by=SYSTEM, at=at, audience=Audience.STAFF)
        finish(callback, outcome, by=SYSTEM, at=at)
        return True

    # every wallet: one process does this for all of them
    rows = Callback.objects.filter(
        state=State.WRAP_UP, finished_at=None, wrap_up_since__lt=at - WRAP_UP_LIMIT
    )
    return one_by_one(
        list(rows.filter(lease_until__lt=at).select_related("wallet", "customer", "ticket")), close
    )


def close_stranded(*, at: datetime) -> int:
    """`dialling` or `talking` although its last attempt ended: the crash lay between the two. How many."""

    def close(callback: Callback) -> bool:
        last = last_attempt(callback)
        if last is None or last.ended_at is None or last.ended_at > at - STRANDED_AFTER:
            return False
        move(callback, State.WRAP_UP, by=SYSTEM, at=at, wrap_up_since=at, lease_until=at)
        return True

    # every wallet: one process does this for all of them
    rows = Callback.objects.filter(lease_until__isnull=False, state__in=[State.DIALLING, State.TALKING])
    return one_by_one(list(rows.select_related("customer", "wallet", "ticket")), close)
