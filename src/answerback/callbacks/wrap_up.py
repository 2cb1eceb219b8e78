"""Step 9: outcome, note, promise of another call. Finished callbacks rest ten seconds, in which `undo` takes it back.

While it rests a callback stays in `wrap_up`; `settle` then moves it on, so that `done` is final.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from answerback import calling
from answerback.callbacks.announce import tell_wallet
from answerback.callbacks.file_away import file_away
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.offer import give_back
from answerback.callbacks.one_by_one import one_by_one
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.promised import keep_reached, promise_call
from answerback.callbacks.queries import held_by
from answerback.callbacks.screen import NOT_COUNTED, UNANSWERED
from answerback.callbacks.states import LostRace, State, move, record
from answerback.journal.write import SYSTEM, Actor, Audience
from answerback.tickets.refusals import PromiseStillOpen
from answerback.tickets.solve import solve
from answerback.ui.refusals import Refusal
from answerback.wallets.outbox import cancel_held
from answerback.wallets.policies import policies_of

AGAIN = frozenset({Outcome.FOLLOW_UP, Outcome.CALL_LATER})
RETRIED = {
    Outcome.NO_ANSWER: calling.Outcome.NO_ANSWER,
    Outcome.BUSY: calling.Outcome.BUSY,
    Outcome.VOICEMAIL: calling.Outcome.VOICEMAIL,
}
SOON = frozenset({Outcome.CUT_OFF, Outcome.TECHNICAL})
SOON_AFTER = timedelta(minutes=5)
SUGGESTED = {
    AttemptOutcome.BUSY: Outcome.BUSY,
    AttemptOutcome.NO_ANSWER: Outcome.NO_ANSWER,
    AttemptOutcome.REFUSED: Outcome.NO_ANSWER,
    AttemptOutcome.VOICEMAIL: Outcome.VOICEMAIL,
    AttemptOutcome.UNREACHABLE: Outcome.NO_ANSWER,
    AttemptOutcome.WRONG_NUMBER: Outcome.WRONG_PERSON,
    AttemptOutcome.FAILED: Outcome.TECHNICAL,
    AttemptOutcome.LINE_SILENT: Outcome.TECHNICAL,
}


class NotInWrapUp(Refusal):
    """The call is not over, or the callback was finished already with another outcome."""

    code = "not_in_wrap_up"
    status = 409
    says = _("This callback cannot be finished now: the call is still going on, or it was finished already.")


class TimeMissing(Refusal):
    """Another call was promised without saying when."""

    code = "next_call_time_missing"
    status = 422
    says = _("Please say when the promised call is to be.")


class TooLateToUndo(Refusal):
    """The ten seconds are over."""

    code = "too_late_to_undo"
    status = 409
    says = _("It is too late to take this back: it has already been sent on.")


@dataclass(frozen=True)
class Next:
    """What becomes of a callback after its outcome."""

    state: State
    not_before: datetime | None = None


def suggested(attempt: Attempt | None) -> Outcome | None:
    """The outcome that the line itself told; None when they spoke and only the agent knows."""
    return SUGGESTED.get(AttemptOutcome(attempt.outcome)) if attempt and attempt.outcome else None


def finish(
    callback: Callback, outcome: Outcome, *, by: Actor, at: datetime, next_call_at: datetime | None = None
) -> None:
    """Sum the callback up. Finishing again with the same outcome changes nothing."""
    if callback.finished_at is not None and callback.outcome == outcome:
        return
    if callback.state != State.WRAP_UP or callback.finished_at is not None:
        raise NotInWrapUp()
    if outcome in AGAIN and (next_call_at is None or next_call_at <= at):
        raise TimeMissing()
    changes = {
        "finished_at": at,
        "outcome": outcome,
        "next_call_at": next_call_at,
        "lease_until": None,
        "undo_until": at + timedelta(seconds=policies_of(callback.wallet).undo_seconds),
    }
    with transaction.atomic():
        rows = Callback.objects.for_wallet(callback.wallet_id)
        mine = rows.filter(id=callback.id, state=State.WRAP_UP, finished_at=None)
        if mine.update(fence=F("fence") + 1, **changes) != 1:
            raise LostRace()
        callback.fence += 1
        for name, value in changes.items():
            setattr(callback, name, value)
        tell_wallet(callback, "callback.finished", at=at, hold_until=callback.undo_until)
        record(
            callback,
            "callback.finished",
            by=by,
            at=at,
            data={"outcome": outcome.value},
            audience=Audience.STAFF,
        )


def undo(callback: Callback, *, by: Actor, at: datetime) -> None:
    """Take the finishing back within its ten seconds; an offered next callback returns to the queue, unrung."""
    if callback.undo_until is None or at >= callback.undo_until or callback.state != State.WRAP_UP:
        raise TooLateToUndo()
    try:
        with transaction.atomic():
            held = held_by(callback.agent) if callback.agent else None
            if held is not None:
                give_back(held, by=by, at=at)
            rows = Callback.objects.for_wallet(callback.wallet_id).filter(
                id=callback.id, undo_until=callback.undo_until
            )
            changed = rows.filter(state=State.WRAP_UP).update(
                fence=F("fence") + 1,
                finished_at=None,
                undo_until=None,
                outcome="",
                next_call_at=None,
                lease_until=at + timedelta(minutes=2),
            )
            if changed != 1:
                raise TooLateToUndo()
            cancel_held(callback.wallet, callback.id, at=at)
            record(callback, "callback.undone", by=by, at=at, audience=Audience.STAFF)
    except (IntegrityError, LostRace) as busy:
        raise TooLateToUndo() from busy
    callback.finished_at = callback.undo_until = None
    callback.outcome = ""
    callback.fence += 1


def settle(*, at: datetime, limit: int = 200) -> list[Callback]:
    """Move callbacks whose ten seconds are over to where their outcome leads; those moved."""
    moved = []

    def act(callback: Callback) -> bool:
        _settle_one(callback, at)
        moved.append(callback)
        return True

    # every wallet: one process does this for all of them
    due = Callback.objects.filter(undo_until__isnull=False, undo_until__lte=at, state=State.WRAP_UP)
    one_by_one(list(due.select_related("customer", "wallet", "ticket", "agent")[:limit]), act)
    return moved


def _settle_one(callback: Callback, at: datetime) -> None:
    then = what_next(callback, at)
    changes: dict[str, object] = {"undo_until": None}
    if then.state == State.PLANNED:
        changes |= {
            "agent": None,
            "finished_at": None,
            "wrap_up_since": None,
            "not_before": then.not_before or at,
            "appointment_at": callback.next_call_at,
            "deadline_at": None if callback.next_call_at else callback.deadline_at,
            "next_call_at": None,
        }
    solved = callback.outcome == Outcome.SOLVED
    keep_reached(callback, at=at)
    promise_call(callback, at=at)
    file_away(callback, over=then.state != State.PLANNED, at=at)
    data = {"outcome": callback.outcome, "ticket": callback.ticket_id}
    move(callback, then.state, by=SYSTEM, at=at, data=data, **changes)
    if solved and callback.ticket is not None:
        with suppress(PromiseStillOpen):  # the ticket stays open until what was promised is kept
            solve(callback.ticket, by=SYSTEM, at=at)


def what_next(callback: Callback, at: datetime) -> Next:
    """Where the outcome leads: done, refused, another try, or nobody reached."""
    outcome = Outcome(callback.outcome)
    if outcome in AGAIN:
        return Next(State.PLANNED, callback.next_call_at)
    if outcome in SOON:
        return Next(State.PLANNED, at + SOON_AFTER)
    if outcome == Outcome.REFUSED:
        return Next(State.REFUSED)
    if outcome == Outcome.WRONG_PERSON:
        return Next(State.UNREACHABLE)
    if outcome in RETRIED:
        return _another_try(callback, RETRIED[outcome], at)
    return Next(State.DONE)


def _another_try(callback: Callback, outcome: calling.Outcome, at: datetime) -> Next:
    """Tried again as the retry table says, on the customer's own clock, or given up."""
    tries = Attempt.objects.for_wallet(callback.wallet_id).filter(UNANSWERED, callback=callback)
    number = max(1, tries.exclude(outcome__in=NOT_COUNTED).count())
    local = at.astimezone(ZoneInfo(callback.customer.zone))
    after = calling.retry_after(outcome, number, local, table=policies_of(callback.wallet).retry)
    return Next(State.UNREACHABLE) if after is None else Next(State.PLANNED, at + after)
