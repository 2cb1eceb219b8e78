"""Step 3: when? What is due becomes ready; what may not be rung yet waits for the next allowed time."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerback.callbacks.models import Callback
from answerback.callbacks.one_by_one import one_by_one
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.screen import Refused, screen
from answerback.callbacks.states import LEASED, State, move, record
from answerback.journal.write import SYSTEM, Actor, Audience

ASK_AGAIN = timedelta(hours=1)
WAIT_FOR_THE_OTHER = timedelta(seconds=30)
FINAL = {
    Rule.ERASED: State.CANCELLED,
    Rule.SETTLED: State.CANCELLED,
    Rule.DO_NOT_CALL: State.REFUSED,
    Rule.DEADLINE_PASSED: State.EXPIRED,
    Rule.ATTEMPTS_SPENT: State.EXPIRED,
}


def promote(*, at: datetime, limit: int = 200) -> int:
    """Make due callbacks ready; how many were changed. A hint only: dialling screens again."""

    def act(callback_id: UUID) -> bool:
        return _promote_one(callback_id, at)

    def put_back(callback_id: UUID) -> None:
        # every wallet: the row was chosen below
        Callback.objects.filter(id=callback_id).update(not_before=at + ASK_AGAIN)

    # every wallet: one process promotes for all of them
    due = Callback.objects.filter(state=State.PLANNED, ready_at=None, not_before__lte=at)
    return one_by_one(
        list(due.order_by("not_before").values_list("id", flat=True)[:limit]), act, failed=put_back
    )


def _promote_one(callback_id: UUID, at: datetime) -> bool:
    """Whether the row was changed: made ready, held, or told to wait for its person's other call."""
    # every wallet: the row was chosen above
    rows = Callback.objects.filter(id=callback_id, state=State.PLANNED, ready_at=None)
    callback = rows.select_related("customer", "wallet", "ticket").first()
    if callback is None:
        return False
    verdict = screen(callback, at)
    if isinstance(verdict, Refused):
        hold(callback, verdict, at=at)
    elif _busy_otherwise(callback):
        rows.update(not_before=at + WAIT_FOR_THE_OTHER)
    elif rows.update(ready_at=at, held_by=""):
        record(callback, "callback.ready", by=SYSTEM, at=at, audience=Audience.STAFF)
    return True


def _busy_otherwise(callback: Callback) -> bool:
    """One call at a time: a person on a desk waits; a less urgent ready callback steps back for this one."""
    others = (
        Callback.objects.for_wallet(callback.wallet_id)
        .filter(customer=callback.customer_id)
        .exclude(id=callback.id)
    )
    if others.filter(state__in=LEASED).exists():
        return True
    ready = others.filter(state=State.PLANNED, ready_at__isnull=False)
    if ready.filter(priority__lte=callback.priority).exists():
        return True
    ready.update(ready_at=None)
    return False


def hold(callback: Callback, refused: Refused, *, at: datetime, by: Actor = SYSTEM) -> None:
    """Put `callback` off as its rule says: to the next allowed time, to a person, or to its end."""
    if refused.rule in FINAL:
        move(callback, FINAL[refused.rule], by=by, at=at, data={"rule": refused.rule.value})
        return
    retry_at = refused.retry_at or at + ASK_AGAIN
    said = callback.held_by == refused.rule.value
    rows = Callback.objects.for_wallet(callback.wallet_id).filter(id=callback.id, state=State.PLANNED)
    changed = rows.filter(fence=callback.fence).update(
        not_before=retry_at, ready_at=None, held_by=refused.rule.value
    )
    if changed and not said:
        data = {"rule": refused.rule.value, "retry_at": retry_at}
        record(callback, "callback.held", by=by, at=at, data=data, audience=Audience.STAFF)


def expire(*, at: datetime, limit: int = 200) -> int:
    """Callbacks past their deadline end as expired; how many. A promised or chosen time outlives the deadline."""

    def act(callback: Callback) -> bool:
        move(callback, State.EXPIRED, by=SYSTEM, at=at)
        return True

    # every wallet: one process does this for all of them
    late = Callback.objects.filter(
        state=State.PLANNED, deadline_at__isnull=False, deadline_at__lte=at, appointment_at=None
    )
    return one_by_one(list(late.select_related("customer", "wallet", "ticket")[:limit]), act)
