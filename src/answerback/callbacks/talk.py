"""Step 6: what the line tells becomes what the story knows. Each event may come twice; the second changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks import call_proof, prove
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.offer import LEASE
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.states import AttemptState, State, move, move_attempt, record
from answerback.journal.write import SYSTEM, Audience
from answerback.telephony.events import (
    Answered,
    CallEvent,
    Cause,
    HungUp,
    MediaFlowing,
    Placed,
    Ringing,
    TrunkSilent,
    Witness,
)
from answerback.telephony.models import Leg, LineLock
from answerback.wallets.kinds import Line

TRUNK_RETRY = timedelta(minutes=5)

OUTCOME_OF = {
    Cause.FINISHED: AttemptOutcome.SPOKE,
    Cause.BUSY: AttemptOutcome.BUSY,
    Cause.NO_ANSWER: AttemptOutcome.NO_ANSWER,
    Cause.REFUSED: AttemptOutcome.REFUSED,
    Cause.VOICEMAIL: AttemptOutcome.VOICEMAIL,
    Cause.UNREACHABLE: AttemptOutcome.UNREACHABLE,
    Cause.WRONG_NUMBER: AttemptOutcome.WRONG_NUMBER,
    Cause.PAGE_CLOSED: AttemptOutcome.NO_ANSWER,
    Cause.LOST: AttemptOutcome.FAILED,
    Cause.NETWORK_FAILURE: AttemptOutcome.FAILED,
}


def hear(event: CallEvent) -> None:
    """Let the story follow one event of a leg. An agent's page is not a witness of what the customer's line does."""
    with transaction.atomic():
        attempt = _attempt_of(event)
        if attempt is None:
            return
        match event:
            case Placed(at=at):
                if move_attempt(attempt, AttemptState.PLACED, placed_at=at, leg_id=event.leg):
                    _tell(attempt, "attempt.placed", at, leg=str(event.leg), line=attempt.line)
            case HungUp(at=at, cause=cause):
                _ended(attempt, OUTCOME_OF[cause], at)
            case TrunkSilent(at=at):
                _silent(attempt, at)
            case Answered(at=at) if attempt.line == Line.MANUAL:
                _answered(attempt, at)  # the agent's word: moves our desk, never the customer's page
            case _ if event.witness is Witness.AGENT:
                return
            case Ringing(at=at):
                if move_attempt(attempt, AttemptState.RINGING, ringing_at=at):
                    _tell(attempt, "attempt.ringing", at)
            case Answered(at=at):
                _answered(attempt, at)
            case MediaFlowing(at=at):
                _media(attempt, at)


def _attempt_of(event: CallEvent) -> Attempt | None:
    # every wallet: a leg belongs to one attempt
    rows = Attempt.objects.select_related(
        "callback__customer", "callback__wallet", "callback__agent", "agent"
    )
    # every wallet: the leg names its intent, and the intent's id is the attempt's
    intent = Leg.objects.filter(id=event.leg).values_list("intent_id", flat=True).first()
    return rows.filter(id=intent).first() if intent else None


def _tell(attempt: Attempt, kind: str, at: datetime, **data: str) -> None:
    record(attempt.callback, kind, by=SYSTEM, at=at, data={"attempt": str(attempt.id), **data})


def _answered(attempt: Attempt, at: datetime) -> None:
    if not move_attempt(attempt, AttemptState.ANSWERED, answered_at=at):
        return
    callback = attempt.callback
    if callback.state == State.DIALLING:
        move(callback, State.TALKING, by=SYSTEM, at=at, lease_until=at + LEASE)
    _tell(attempt, "attempt.answered", at)
    if attempt.line == Line.EXTERNAL:
        prove.issue(
            attempt, at=at
        )  # nobody reports its sound: a code heard and typed shows that there is some


def _media(attempt: Attempt, at: datetime) -> None:
    """Sound flows both ways. An in-app call accepted in the customer's own session is thereby proven."""
    rows = Attempt.objects.for_wallet(attempt.wallet_id).filter(id=attempt.id, media_at=None, ended_at=None)
    if attempt.answered_at is None or not rows.update(media_at=at):
        return
    attempt.media_at = at
    _tell(attempt, "attempt.media_flowing", at)
    call_proof.issue(attempt, at=at)
    if attempt.line == Line.IN_APP:
        prove.confirm(attempt, at=at, by=SYSTEM, how="own_session")
    elif attempt.line != Line.MANUAL:
        prove.issue(attempt, at=at)


def _ended(attempt: Attempt, outcome: AttemptOutcome, at: datetime) -> None:
    answered = attempt.answered_at is not None
    result = AttemptOutcome.SPOKE if answered and outcome != AttemptOutcome.VOICEMAIL else outcome
    if outcome == AttemptOutcome.SPOKE and not answered:
        result = AttemptOutcome.NO_ANSWER
    if not move_attempt(attempt, AttemptState.ENDED, ended_at=at, outcome=result):
        return
    release_line(attempt)
    prove.void(attempt, at=at)
    call_proof.release(attempt, at=at)
    callback = attempt.callback
    if callback.state in (State.DIALLING, State.TALKING):
        move(callback, State.WRAP_UP, by=SYSTEM, at=at, lease_until=at + LEASE, wrap_up_since=at)
    _tell(attempt, "attempt.ended", at, outcome=result.value)


def _silent(attempt: Attempt, at: datetime) -> None:
    """Our own trunk gave no sign of life: no attempt on the customer, the callback waits, operators are told."""
    if not move_attempt(attempt, AttemptState.ENDED, ended_at=at, outcome=AttemptOutcome.LINE_SILENT):
        return
    release_line(attempt)
    prove.void(attempt, at=at)
    if attempt.callback.state == State.TALKING:
        move(attempt.callback, State.WRAP_UP, by=SYSTEM, at=at, lease_until=at + LEASE, wrap_up_since=at)
    back_to_queue(attempt.callback, at=at, not_before=at + TRUNK_RETRY)
    record(
        attempt.callback,
        "line.silent",
        by=SYSTEM,
        at=at,
        data={"attempt": str(attempt.id)},
        audience=Audience.STAFF,
    )


def back_to_queue(callback: Callback, *, at: datetime, not_before: datetime) -> None:
    """Nobody was rung: the callback is planned again and its agent is free."""
    if callback.state == State.DIALLING:
        move(callback, State.PLANNED, by=SYSTEM, at=at, agent=None, lease_until=None, not_before=not_before)


def release_line(attempt: Attempt) -> None:
    """The phone may be rung again, by anybody in the deployment."""
    LineLock.objects.filter(intent_id=attempt.id).delete()
