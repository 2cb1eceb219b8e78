"""After a crash or a lost desk: nothing is repeated blindly, nothing stays stuck.

Only `offered` returns to the queue by an expired lease. An intent that never reached its line is given up, not
dialled late; a wrap-up whose agent vanished is finished with what the line told.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.queries import last_attempt
from answerback.callbacks.states import AttemptState, LostRace, State, move, move_attempt, record
from answerback.callbacks.talk import back_to_queue, release_line
from answerback.callbacks.wrap_up import finish, suggested
from answerback.journal.write import SYSTEM, Audience

INTENT_LIVES = timedelta(seconds=20)
WRAP_UP_LIMIT = timedelta(minutes=30)


def return_expired_offers(*, at: datetime) -> int:
    """Offered callbacks whose desk went silent go back to the queue; how many."""
    # every wallet: one process does this for all of them
    late = list(Callback.objects.filter(state=State.OFFERED, lease_until__lt=at))
    for callback in late:
        try:
            with transaction.atomic():
                move(callback, State.PLANNED, by=SYSTEM, at=at, agent=None, lease_until=None, not_before=at)
        except LostRace:
            continue
    return len(late)


def give_up_stale_intents(*, at: datetime) -> int:
    """Intents that no line took in time are ended as never placed, and the callback waits again; how many."""
    # every wallet: one process does this for all of them
    rows = Attempt.objects.filter(state=AttemptState.INTENDED, leg_id=None, intended_at__lt=at - INTENT_LIVES)
    stale = list(rows.select_related("callback"))
    for attempt in stale:
        with transaction.atomic():
            if move_attempt(attempt, AttemptState.ENDED, ended_at=at, outcome=AttemptOutcome.NOT_PLACED):
                release_line(attempt)
                back_to_queue(attempt.callback, at=at, not_before=at)
    return len(stale)


def finish_abandoned_wrap_ups(*, at: datetime) -> int:
    """A wrap-up left alone for half an hour is finished with what the line told; how many."""
    # every wallet: one process does this for all of them
    rows = Callback.objects.filter(
        state=State.WRAP_UP, finished_at=None, wrap_up_since__lt=at - WRAP_UP_LIMIT
    )
    left = list(rows.filter(lease_until__lt=at).select_related("wallet", "customer"))
    for callback in left:
        outcome = suggested(last_attempt(callback)) or Outcome.WAITING
        with transaction.atomic():
            record(callback, "wrap_up.abandoned", by=SYSTEM, at=at, audience=Audience.STAFF)
            finish(callback, outcome, by=SYSTEM, at=at)
    return len(left)


def close_stranded(*, at: datetime) -> int:
    """`dialling` or `talking` without a live attempt: the crash lay between the two; it goes to wrap-up. How many."""
    # every wallet: one process does this for all of them
    rows = Callback.objects.filter(state__in=[State.DIALLING, State.TALKING], lease_until__lt=at)
    stranded = [c for c in rows if not c.attempts.exclude(state=AttemptState.ENDED).exists()]
    for callback in stranded:
        with transaction.atomic():
            move(callback, State.WRAP_UP, by=SYSTEM, at=at, wrap_up_since=at, lease_until=at)
    return len(stranded)
