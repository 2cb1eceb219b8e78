"""What an agent may promise with one key, what he owes, and what he wrote that sounds like a promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.callbacks.promised import promise_callback
from answerback.conversations.queries import conversation_of
from answerback.conversations.record import current_answers
from answerback.desk.onscreen import OnScreen
from answerback.desk.refusals import NotAnOutcome
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.tickets.kinds import PromiseKind
from answerback.tickets.models import Promise
from answerback.tickets.note import draft_of
from answerback.tickets.promise import make_promise, still_owed
from answerback.tickets.promise_due import MOST_DAYS, end_of, in_working_days
from answerback.tickets.promise_phrases import Ready, ready_promise, ready_promises
from answerback.tickets.promise_words import Said, promises_in
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

SHOWN_AHEAD = timedelta(days=14)
MOST_SUGGESTED = 3


@dataclass(frozen=True)
class Suggested:
    """Words that sound like a promise, what it is about, and its day (ISO); "": the agent says when."""

    words: str
    kind: PromiseKind
    day: str


@dataclass(frozen=True)
class Promising:
    """The panel of promises beside a call."""

    ready: list[Ready]
    suggested: list[Suggested]
    form: PromiseForm


class PromiseForm(GuardedForm):
    """A promise in the agent's own words, by the evening of a day on the customer's clock."""

    text = GuardedText(max_length=300, label=_("What do we promise? The customer reads it."))
    kind = forms.ChoiceField(choices=PromiseKind.choices, label=_("What kind of promise is it?"))
    due = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, callback: Callback, data: QueryDict | None = None) -> None:
        policy = policy_for(callback.wallet, Place.TICKET)
        initial = {"kind": PromiseKind.NEWS}
        super().__init__(data, initial=initial, policy=policy, auto_id="promise-%s")


class ExplainForm(GuardedForm):
    """Why a promise was not kept, in words to the user; with a day, it is promised anew."""

    words = GuardedText(max_length=500, rows=3, label=_("Why was it not kept? The customer reads it."))
    due = forms.DateField(
        required=False,
        label=_("The new day, if there is one"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, promise: Promise, data: QueryDict | None = None) -> None:
        policy = policy_for(promise.wallet, Place.TICKET)
        super().__init__(data, policy=policy, auto_id=f"explain-{promise.id}-%s")


def promising_on_screen(screen: OnScreen, *, language: str, at: datetime) -> Promising | None:
    """What may be promised in the call on the desk; None before it is answered."""
    callback = screen.callback
    if callback is None or not screen.answered:
        return None
    ready = ready_promises(callback.wallet, language=language, zone=callback.customer.zone, at=at)
    return Promising(ready, _suggested(callback, screen.agent, at), PromiseForm(callback))


def promise_in(callback: Callback, post: QueryDict, *, language: str, by: Actor, at: datetime) -> Promise:
    """What was chosen or written, promised. Raises NotAnOutcome for what is no promise on offer."""
    ready = ready_promises(callback.wallet, language=language, zone=callback.customer.zone, at=at)
    chosen = ready_promise(post.get("ready", ""), ready)
    if chosen is not None:
        return _promise(callback, chosen.kind, chosen.text, chosen.due_at, by=by, at=at)
    form = PromiseForm(callback, post)
    if not form.is_valid():
        raise NotAnOutcome
    given: dict[str, Any] = form.cleaned_data
    due = end_of(given["due"], zone=callback.customer.zone)
    return _promise(callback, PromiseKind(given["kind"]), given["text"], due, by=by, at=at)


def owed_by(agent: Membership, *, at: datetime) -> QuerySet[Promise]:
    """What this agent owes within two weeks, and broken promises of his without an explanation first."""
    rows = Promise.objects.for_wallet(agent.wallet_id).filter(owner=agent, due_at__lte=at + SHOWN_AHEAD)
    owed = still_owed(rows).select_related("ticket__customer", "wallet")
    return owed.order_by(F("broken_at").asc(nulls_last=True), "due_at", "id")


def _promise(
    callback: Callback, kind: PromiseKind, text: str, due_at: datetime, *, by: Actor, at: datetime
) -> Promise:
    if kind is PromiseKind.CALL:
        return promise_callback(callback, text=text, due_at=due_at, by=by, at=at)
    ticket = ticket_of(callback, by=by, at=at)
    # the words too: two different deeds by the same evening are two promises, the same press twice is one
    origin = f"desk:{callback.id}:{kind}:{due_at.timestamp():.0f}:{uuid5(callback.id, text).hex[:8]}"
    return make_promise(
        ticket, text=text, due_at=due_at, by=by, at=at, kind=kind, origin=origin, callback_id=callback.id
    )


def _suggested(callback: Callback, agent: Membership, at: datetime) -> list[Suggested]:
    """From the note as it stands and the answers written down; never what is promised already by that day."""
    draft = draft_of(agent, callback_id=callback.id)
    conversation = conversation_of(callback.wallet, callback_id=callback.id)
    answers = current_answers(conversation).values() if conversation else ()
    texts = [draft.text if draft else "", *(one.words for one in answers)]
    found = [_due(said, callback, at) for text in texts for said in promises_in(text)]
    made = Promise.objects.for_wallet(callback.wallet_id).filter(ticket_id=callback.ticket_id)
    kinds = set(
        made.filter(ticket__isnull=False, made_at__gte=callback.created_at).values_list("kind", flat=True)
    )
    return [one for one in found if one.kind not in kinds][:MOST_SUGGESTED]


def _due(said: Said, callback: Callback, at: datetime) -> Suggested:
    zone = callback.customer.zone
    due = None if said.days is None or said.days > MOST_DAYS else in_working_days(at, said.days, zone=zone)
    day = due.astimezone(ZoneInfo(zone)).date().isoformat() if due and due > at else ""
    return Suggested(said.words, PromiseKind(said.about.value), day)
