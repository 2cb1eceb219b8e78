"""What may not be rung yet waits for the next allowed time, and the journal says so."""

from __future__ import annotations

from datetime import timedelta

from answerback.callbacks import appointment, plan
from answerback.callbacks.models import Callback
from answerback.callbacks.states import State
from answerback.journal.models import Entry
from tests.cast import NOON, Cast
from tests.story.acting import arrange

NIGHT = NOON + timedelta(hours=14)  # midnight where the customer lives


def test_callback_due_at_night_waits_for_the_morning_and_says_until_when(cast: Cast) -> None:
    callback = arrange(cast)

    plan.promote(at=NIGHT)

    held = Callback.objects.for_wallet(cast.wallet).get(id=callback.id)
    entry = Entry.objects.for_wallet(cast.wallet).get(kind="callback.held")
    assert (held.state, held.ready_at, held.held_by) == (State.PLANNED, None, "calling_hours")
    assert held.not_before > NIGHT
    assert entry.data["rule"] == "calling_hours"


def test_chosen_half_hour_is_written_down(cast: Cast) -> None:
    callback = arrange(cast)
    slot = appointment.offered_slots(callback, NOON)[0]

    appointment.choose(callback, slot, by=cast.user, at=NOON)

    assert Entry.objects.for_wallet(cast.wallet).filter(kind="callback.appointed").count() == 1
