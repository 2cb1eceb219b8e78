"""What a restored database believes to be under way, and how it is ended: those calls are long over, or never were."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.states import AttemptState, State, move, move_attempt, record
from answerback.callbacks.talk import release_line
from answerback.journal.write import SYSTEM, Audience
from answerback.telephony.models import Leg
from answerback.wallets.models import Delivery


def under_way() -> list[str]:
    """One line for each live attempt and each kind of waiting message, without a word about whom."""
    # every wallet: an operator looks at the whole deployment
    live = Attempt.objects.exclude(state=AttemptState.ENDED).select_related("callback")
    # every wallet: an operator looks at the whole deployment
    waiting = Delivery.objects.filter(state__in=["held", "waiting", "sending"]).count()
    return [
        *(
            f"callback {attempt.callback_id}: {attempt.callback.state}, attempt {attempt.state}"
            for attempt in live
        ),
        f"webhooks waiting: {waiting}",
    ]


def end_what_was_under_way(*, at: datetime) -> int:
    """End every live attempt as never placed, and put its callback back into the queue; how many."""
    # every wallet: an operator acts on the whole deployment
    live = list(Attempt.objects.exclude(state=AttemptState.ENDED).select_related("callback"))
    for attempt in live:
        with transaction.atomic():
            _end(attempt, at)
    return len(live)


def _end(attempt: Attempt, at: datetime) -> None:
    move_attempt(attempt, AttemptState.ENDED, ended_at=at, outcome=AttemptOutcome.NOT_PLACED)
    release_line(attempt)
    Leg.objects.for_wallet(attempt.wallet_id).filter(intent_id=attempt.id, ended_at=None).update(ended_at=at)
    callback = Callback.objects.for_wallet(attempt.wallet_id).get(id=attempt.callback_id)
    if callback.state == State.DIALLING:
        move(callback, State.PLANNED, by=SYSTEM, at=at, agent=None, lease_until=None, not_before=at)
    elif callback.state == State.TALKING:
        move(callback, State.WRAP_UP, by=SYSTEM, at=at, wrap_up_since=at, lease_until=at)
    record(
        callback,
        "attempt.interrupted",
        by=SYSTEM,
        at=at,
        data={"attempt": str(attempt.id)},
        audience=Audience.STAFF,
    )
