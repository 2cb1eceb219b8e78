"""The lines wired to the story: intents are placed, hang-ups obeyed, what the lines saw is told to the verbs."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from answerback.callbacks import dial, reconcile, talk
from answerback.callbacks.models import Attempt
from answerback.callbacks.one_by_one import one_by_one
from answerback.callbacks.states import AttemptState
from answerback.ops import hold
from answerback.telephony import inbox
from answerback.telephony.driver import Destination, Driver
from answerback.telephony.external.driver import ExternalLine
from answerback.telephony.inapp.driver import InAppLine
from answerback.telephony.manual.driver import ManualLine
from answerback.telephony.simulator.driver import SimulatedLine
from answerback.wallets.kinds import Line
from answerback.wallets.policies import policies_of

log = structlog.get_logger("answerback.lines")

DRIVERS: dict[Line, Driver] = {
    driver.line: driver for driver in (SimulatedLine(), InAppLine(), ManualLine(), ExternalLine())
}


def place_intended(at: datetime) -> int:
    """Ask the lines for every intent that has no leg yet; the intent's id makes asking twice ring once.

    An old one (the system was down) is left for `reconcile` to give up: its customer was screened for another hour.
    """
    if hold.is_held():
        return 0
    # every wallet: the lines serve the whole deployment
    rows = Attempt.objects.filter(
        state=AttemptState.INTENDED, leg_id=None, intended_at__gte=at - reconcile.INTENT_LIVES
    )
    waiting = list(rows.select_related("callback__customer", "callback__wallet", "phone"))
    return one_by_one(waiting, lambda attempt: _place(attempt, at))


def _place(attempt: Attempt, at: datetime) -> bool:
    """Ask the line; an intent that was hung up before it was placed rings nobody."""
    if attempt.hung_up_asked_at is not None:
        return reconcile.end_unplaced(attempt, at=at)
    wallet = attempt.callback.wallet
    to = Destination(
        wallet.id, attempt.callback.customer_id, attempt.agent_id, attempt.phone.e164 if attempt.phone else ""
    )
    driver = DRIVERS[Line(attempt.line)]
    leg = driver.place(
        attempt.id, to, caller_id=wallet.caller_number, ring_seconds=policies_of(wallet).ring_seconds, at=at
    )
    dial.placed(attempt, leg, at=at)
    return True


def obey_hang_ups(at: datetime) -> int:
    """End the legs that somebody of ours asked to end; how many."""
    # every wallet: the lines serve the whole deployment
    rows = Attempt.objects.filter(hung_up_asked_at__isnull=False, leg_id__isnull=False)
    asked = list(rows.exclude(state=AttemptState.ENDED))
    for attempt in asked:
        if attempt.leg_id is not None:
            DRIVERS[Line(attempt.line)].hang_up(attempt.leg_id, at=at)
    return len(asked)


def let_time_pass(at: datetime) -> int:
    """Time-outs and scripted ends on every line."""
    return sum(driver.step(at=at) for driver in DRIVERS.values())


def tell_the_story(at: datetime) -> int:
    """Drain the inbox into the verbs, in order; an event and its effect are one transaction."""
    told, failed = 0, set()
    for row_id, event in inbox.undrained():
        if event.leg in failed:
            continue
        try:
            with transaction.atomic():
                talk.hear(event)
                inbox.drained(row_id, at=at)
        except Exception as trouble:  # one leg's trouble must not silence the others; its order is kept
            failed.add(event.leg)
            log.error("event_failed", leg=str(event.leg), error=type(trouble).__name__, exc_info=True)
        else:
            told += 1
    return told


def step(at: datetime) -> int:
    """One turn of the lines. Returns 0: whatever is left comes with the next ring."""
    place_intended(at)
    obey_hang_ups(at)
    let_time_pass(at)
    tell_the_story(at)
    return 0
