"""Step 4, the user's half: he chooses a half hour, moves it, takes the call in the app, or declines it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from answerback import calling
from answerback.callbacks.announce import tell_wallet
from answerback.callbacks.models import Callback
from answerback.callbacks.states import State, move, record
from answerback.journal.write import Actor
from answerback.ui.refusals import Refusal
from answerback.wallets.policies import policies_of

DAYS_AHEAD = 7


class SlotTaken(Refusal):
    """The time is not one of those on offer."""

    code = "slot_not_offered"
    status = 409
    says = _("That time is no longer on offer. Please choose another.")


class TooLateToChange(Refusal):
    """The callback is no longer waiting."""

    code = "too_late_to_change"
    status = 409
    says = _("This call can no longer be changed: it has begun or is over.")


def offered_slots(callback: Callback, now: datetime) -> list[datetime]:
    """The half hours that the customer may choose, in UTC."""
    zone = callback.customer.zone
    today = now.astimezone(ZoneInfo(zone)).date()
    hours = policies_of(callback.wallet).appointment_hours
    until = today + timedelta(days=DAYS_AHEAD)
    found = calling.slots(today, until, zone, hours, now, holidays=calling.calendar_of(zone))
    deadline = callback.deadline_at
    return [slot for slot in found if deadline is None or slot < deadline]


def choose(callback: Callback, slot: datetime, *, by: Actor, at: datetime) -> None:
    """Ring in this half hour and not before; choosing the same one again changes nothing."""
    if callback.appointment_at == slot:
        return
    if slot not in offered_slots(callback, at):
        raise SlotTaken()
    _change(
        callback,
        "callback.appointed",
        {"slot": slot},
        by,
        at,
        appointment_at=slot,
        not_before=slot,
    )


def take_in_app(callback: Callback, *, wanted: bool, by: Actor, at: datetime) -> None:
    """Ring in the app instead of by telephone, or the other way round."""
    if callback.in_app != wanted:
        _change(callback, "callback.line_chosen", {"in_app": wanted}, by, at, in_app=wanted)


def decline(callback: Callback, *, by: Actor, at: datetime) -> None:
    """The user does not want this call; declining twice is the same."""
    if callback.state == State.REFUSED:
        return
    if callback.state != State.PLANNED:
        raise TooLateToChange()
    with transaction.atomic():
        move(callback, State.REFUSED, by=by, at=at)


def _change(
    callback: Callback, kind: str, data: dict[str, object], by: Actor, at: datetime, **changes: object
) -> None:
    with transaction.atomic():
        rows = Callback.objects.for_wallet(callback.wallet_id).filter(id=callback.id, state=State.PLANNED)
        if rows.update(ready_at=None, held_by="", fence=F("fence") + 1, **changes) != 1:
            raise TooLateToChange()
        for name, value in changes.items():
            setattr(callback, name, value)
        callback.fence += 1
        tell_wallet(callback, "callback.arranged", at=at)
        record(callback, kind, by=by, at=at, data=data)
