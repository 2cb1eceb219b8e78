"""Step 5, second half: the dial intent. Everything is screened again in the transaction that writes it.

The line itself is asked after the commit (`place`), under the attempt's own id: asking twice rings once.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.offer import LEASE
from answerback.callbacks.plan import hold
from answerback.callbacks.queries import live_attempt
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.screen import Allowed, Refused, line_index, screen
from answerback.callbacks.states import AttemptState, LostRace, State, move, record
from answerback.customers.models import Customer, PhoneNumber
from answerback.journal.write import Actor
from answerback.telephony.models import LineLock
from answerback.ui.refusals import Refusal


class MayNotRing(Refusal):
    """Between the offer and the dialling a rule came to forbid the call."""

    code = "may_not_ring"
    status = 409
    says = _("This customer may not be rung now: %(rule)s")


def dial(callback: Callback, *, by: Actor, at: datetime, dialled: PhoneNumber | None = None) -> Attempt:
    """Write the intent to ring; the attempt under way is given back when there is one.

    `dialled`: the wallet's own dialer rings this number already (`callbacks.reported`).
    """
    under_way = live_attempt(callback)
    if under_way is not None:
        return under_way
    refused: Refused | None = None
    try:
        with transaction.atomic():
            callback = _as_it_stands(callback)
            verdict = screen(callback, at, dialled=dialled)
            if isinstance(verdict, Allowed):
                return _intend(callback, verdict, by, at)
            refused = verdict
            _step_back(callback, refused, by, at)
    except IntegrityError as lost:
        raise MayNotRing(rule=Rule.ALREADY_ON_A_CALL.label) from lost
    raise MayNotRing(rule=refused.rule.label, retry_at=refused.retry_at)


def _as_it_stands(callback: Callback) -> Callback:
    """The callback and its person read again under lock: a stop that was said a moment ago counts."""
    Customer.objects.for_wallet(callback.wallet_id).select_for_update().get(id=callback.customer_id)
    rows = Callback.objects.for_wallet(callback.wallet_id).select_for_update(of=("self",))
    found: Callback = rows.select_related("customer", "wallet", "agent", "ticket").get(id=callback.id)
    if found.state != State.OFFERED:
        raise LostRace()
    return found


def _intend(callback: Callback, allowed: Allowed, by: Actor, at: datetime) -> Attempt:
    attempt = Attempt(
        wallet=callback.wallet,
        callback=callback,
        agent=callback.agent,
        line=allowed.line,
        phone=allowed.phone,
        number=Attempt.objects.for_wallet(callback.wallet_id).filter(callback=callback).count() + 1,
        last_two=allowed.phone.last_two if allowed.phone else "",
        intended_at=at,
    )
    LineLock.objects.create(index=line_index(callback, allowed.phone), intent_id=attempt.id, taken_at=at)
    attempt.save(force_insert=True)
    move(callback, State.DIALLING, by=by, at=at, data={"attempt": str(attempt.id)}, lease_until=at + LEASE)
    return attempt


def _step_back(callback: Callback, refused: Refused, by: Actor, at: datetime) -> None:
    if callback.state == State.OFFERED:
        move(callback, State.PLANNED, by=by, at=at, agent=None, lease_until=None)
    hold(callback, refused, at=at)


def placed(attempt: Attempt, leg_id: object, *, at: datetime) -> None:
    """The line took the intent: remember its leg."""
    Attempt.objects.for_wallet(attempt.wallet_id).filter(id=attempt.id, leg_id=None).update(leg_id=leg_id)


def ask_hang_up(attempt: Attempt, *, by: Actor, at: datetime) -> None:
    """Somebody of ours wants the call to end; the line does it and its event ends the attempt."""
    rows = Attempt.objects.for_wallet(attempt.wallet_id).filter(id=attempt.id, hung_up_asked_at=None)
    with transaction.atomic():
        if rows.exclude(state=AttemptState.ENDED).update(hung_up_asked_at=at):
            record(attempt.callback, "attempt.hang_up_asked", by=by, at=at, data={"attempt": str(attempt.id)})
