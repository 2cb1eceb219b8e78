"""Step 9 on the desk: what the finish asks for, and the half hours in which another call can be promised."""

from __future__ import annotations

from datetime import datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from answerback.callbacks import wrap_up
from answerback.callbacks.appointment import offered_slots
from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.queries import last_attempt
from answerback.journal.write import Actor
from answerback.tickets.next_step import set_next_step
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

SPOKE = (
    *(Outcome.SOLVED, Outcome.FOLLOW_UP, Outcome.WAITING, Outcome.CALL_LATER, Outcome.CUT_OFF),
    *(Outcome.WRONG_PERSON, Outcome.REFUSED, Outcome.VOICEMAIL, Outcome.TECHNICAL),
)
NOT_REACHED = (Outcome.NO_ANSWER, Outcome.BUSY, Outcome.VOICEMAIL, Outcome.WRONG_PERSON, Outcome.TECHNICAL)
DAY_ENDS = time(18)


class FinishForm(GuardedForm):
    """Outcome; when the next call is, if one is promised; what happens next, if somebody else is waited for."""

    outcome = forms.ChoiceField(error_messages={"required": _("Choose how it ended.")})
    next_call_at = forms.ChoiceField(required=False, label=_("When is the next call?"))
    next_step = GuardedText(required=False, max_length=300, label=_("What do we do next?"))
    next_step_by = forms.DateField(
        required=False, label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, callback: Callback, data: QueryDict | None = None, *, at: datetime) -> None:
        attempt = last_attempt(callback)
        spoke = attempt is not None and attempt.answered_at is not None
        suggested = wrap_up.suggested(attempt)
        super().__init__(
            data,
            initial={"outcome": suggested.value if suggested else ""},
            policy=policy_for(callback.wallet, Place.TICKET),
        )
        self.zone = callback.customer.zone
        self.outcomes: list[tuple[str, object]] = [
            (one.value, one.label) for one in (SPOKE if spoke else NOT_REACHED)
        ]
        self._choose("outcome", self.outcomes)
        self._choose("next_call_at", [("", "—"), *half_hours(callback, at)])

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def chosen(self) -> str:
        """The outcome that is ticked."""
        return str(self["outcome"].value() or "")

    def clean(self) -> dict[str, Any]:
        """Ask for what the outcome needs."""
        given = super().clean()
        if given.get("outcome") in wrap_up.AGAIN and not given.get("next_call_at"):
            self.add_error("next_call_at", _("Choose when we ring again."))
        if given.get("outcome") == Outcome.WAITING and not given.get("next_step"):
            self.add_error("next_step", _("Write down what we do next: the customer reads it."))
        return given


def half_hours(callback: Callback, at: datetime) -> list[tuple[str, object]]:
    """Every half hour on offer, by day, on the customer's clock; values are ISO times in UTC."""
    zone = ZoneInfo(callback.customer.zone)
    slots = [slot.astimezone(zone) for slot in offered_slots(callback, at)]
    days = groupby(slots, key=lambda local: local.date())
    return [
        (date_format(day, "SHORT_DATE_FORMAT") + date_format(day, " D"), [_option(one) for one in of_day])
        for day, of_day in days
    ]


def sum_up(callback: Callback, form: FinishForm, *, by: Actor, at: datetime) -> None:
    """Write down the next step and finish, as the filled form says."""
    given = form.cleaned_data
    if given["next_step"]:
        ticket = ticket_of(callback, by=by, at=at)
        until = given["next_step_by"]
        due = datetime.combine(until, DAY_ENDS, tzinfo=ZoneInfo(form.zone)) if until else None
        set_next_step(ticket, by=by, at=at, next_step=given["next_step"], next_step_by=due)
    when = given["next_call_at"]
    then = datetime.fromisoformat(when) if when and given["outcome"] in wrap_up.AGAIN else None
    wrap_up.finish(callback, Outcome(given["outcome"]), by=by, at=at, next_call_at=then)


def _option(local: datetime) -> tuple[str, str]:
    return local.astimezone(ZoneInfo("UTC")).isoformat(), f"{local:%H:%M}"
