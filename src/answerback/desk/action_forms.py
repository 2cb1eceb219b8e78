"""Forms for action requests, made from the typed facts of each kind; only kinds that the wallet can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from answerback.callbacks.models import Callback
from answerback.customers.models import PhoneNumber
from answerback.tickets.actions import ACTIONS, TERM_LABELS, Action
from answerback.tickets.details import LABELS, FreezeCause
from answerback.tickets.kinds import ActionKind
from answerback.tickets.request_action import possible_actions
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


@dataclass(frozen=True)
class ActionOnScreen:
    """One kind with its form and its terms as the customer will read them."""

    kind: ActionKind
    form: forms.Form
    terms: list[tuple[object, object]]


def actions_on_screen(callback: Callback) -> list[ActionOnScreen]:
    """What this wallet can be asked, in the order of the tickets' own table."""
    return [
        ActionOnScreen(action.kind, form_for(action, callback), _terms(action))
        for action in possible_actions(callback.wallet)
    ]


def form_for(action: Action, callback: Callback) -> forms.Form:
    """An empty form for this kind, filled in with what the event said."""
    fields = {name: _field(name, info) for name, info in action.detail.model_fields.items()}
    made = type(f"{action.kind.name.title()}Form", (GuardedForm,), dict(fields))
    policy = policy_for(callback.wallet, Place.TICKET)
    form: forms.Form = made(initial=_known(callback), auto_id=f"{action.kind.value}-%s", policy=policy)
    return form


def facts_in_form(kind: ActionKind, post: QueryDict, *, zone: str) -> dict[str, object]:
    """What was typed, without what was left empty; times are on the customer's clock."""
    facts: dict[str, object] = {}
    for name, info in ACTIONS[kind].detail.model_fields.items():
        typed = post.get(name, "").strip()
        if _type(info.annotation) is bool:
            facts[name] = typed == "on"
        elif _type(info.annotation) is datetime and typed:
            facts[name] = _moment(typed, zone)
        elif typed:
            facts[name] = typed
    return facts


def _field(name: str, info: Any) -> forms.Field:
    label, required, kind = LABELS[name], info.is_required(), _type(info.annotation)
    if name == "cause":
        return forms.CharField(widget=forms.HiddenInput, initial=FreezeCause.USER_ASKED.value)
    if kind is bool:
        return forms.BooleanField(label=label, required=False)
    if kind is datetime:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
        return forms.DateTimeField(label=label, required=required, widget=widget)
    if isinstance(kind, type) and issubclass(kind, Enum):
        choices = [("", "—"), *((one.value, one.value) for one in kind)]
        return forms.ChoiceField(label=label, required=required, choices=choices)
    return GuardedText(label=label, required=required, max_length=128)


def _type(annotation: Any) -> Any:
    """The type itself, without `| None`."""
    inner = [one for one in get_args(annotation) if one is not NoneType]
    return inner[0] if inner else annotation


def _known(callback: Callback) -> Mapping[str, object]:
    numbers = PhoneNumber.objects.for_wallet(callback.wallet_id)
    number = numbers.filter(customer=callback.customer_id, retired_at=None).first()
    return {
        **callback.about,
        "account": callback.customer.external_id,
        "old_last_two": number.last_two if number else "",
        "cause": FreezeCause.USER_ASKED.value,
    }


def _terms(action: Action) -> list[tuple[object, object]]:
    return [(TERM_LABELS[name], getattr(action.terms, name)) for name in TERM_LABELS]


def _moment(typed: str, zone: str) -> str:
    try:
        found = parse_datetime(typed)
    except ValueError:
        return typed
    return found.replace(tzinfo=ZoneInfo(zone)).isoformat() if found and found.tzinfo is None else typed
