"""A rule as a form: every field says what it does; conditions are lines that can be read aloud."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.conversations.models import Guide
from answerback.customers.faults import Invalid
from answerback.customers.models import Purpose
from answerback.intake.rule_edit import RuleDraft, kinds_for
from answerback.intake.rule_reading import FieldType, fields_of
from answerback.intake.rules import Op
from answerback.wallets.models import Wallet

ROWS = 3
OPS = {
    Op.IS: _("is"),
    Op.IS_NOT: _("is not"),
    Op.IN: _("is one of"),
    Op.NOT_IN: _("is none of"),
    Op.AT_LEAST: _("is at least"),
    Op.BELOW: _("is below"),
    Op.SENT: _("was sent"),
}
TRUE = frozenset({"true", "yes", "1", "是", "有"})


class RuleForm(forms.Form):
    """`draft()` after `is_valid()` gives what the verbs take."""

    kind = forms.ChoiceField(label=_("When this happens"), choices=Kind.choices)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    purpose = forms.ChoiceField(
        label=_("Purpose of the call"),
        choices=Purpose.choices,
        help_text=_("Decides which consent is needed. Security calls may be made without one."),
    )
    guide = forms.ChoiceField(label=_("Conversation"))
    priority = forms.IntegerField(
        label=_("Priority"), min_value=1, max_value=9, initial=5, help_text=_("1 goes first, 9 last.")
    )
    delay_minutes = forms.IntegerField(
        label=_("Wait, in minutes"),
        min_value=0,
        initial=0,
        help_text=_("Time for the matter to settle by itself."),
    )
    deadline_hours = forms.IntegerField(
        label=_("Give up after, in hours"),
        required=False,
        min_value=1,
        help_text=_("A call that comes too late helps nobody. Empty means never."),
    )
    sample_percent = forms.IntegerField(
        label=_("Share of these events, in per cent"), min_value=0, max_value=100, initial=100
    )
    after_days = forms.IntegerField(
        label=_("Days after"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=_("Only for the routine follow-up: so many days after one of the events below."),
    )
    after_kinds = forms.MultipleChoiceField(
        label=_("After which events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[one for one in Kind.choices if one[0] != Kind.ROUTINE_FOLLOW_UP],
    )
    position = forms.IntegerField(
        label=_("Place"),
        min_value=0,
        max_value=9999,
        initial=100,
        help_text=_("Of several that fit, the first decides."),
    )
    active = forms.BooleanField(label=_("In force"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(
        self, data: Any = None, *, wallet: Wallet, draft: RuleDraft | None = None, version: int = 0
    ) -> None:
        super().__init__(data, initial=_initial(draft, version))
        self.wallet = wallet
        self.conditions = (
            data_conditions(data) if data is not None else list(draft.conditions if draft else [])
        )
        kinds = kinds_for(wallet)
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]  # type: ignore[attr-defined]
        self.fields["guide"].choices = guides_of(wallet)  # type: ignore[attr-defined]

    def rows(self) -> list[dict[str, str]]:
        """The lines for conditions, some of them empty."""
        shown = [_shown(one) for one in self.conditions]
        return [*shown, *({"field": "", "op": "", "value": ""} for _n in range(max(1, ROWS - len(shown))))][
            :20
        ]

    def draft(self) -> RuleDraft:
        """What was typed, for `add`, `change` and the dry run."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        kind = Kind(values.pop("kind"))
        purpose = Purpose(values.pop("purpose"))
        return RuleDraft(kind=kind, purpose=purpose, conditions=typed(kind, self.conditions), **values)

    def blame(self, invalid: Invalid) -> None:
        """Show each fault beside its field."""
        for fault in invalid.faults:
            name = fault.pointer.split("/")[1] if "/" in fault.pointer else ""
            place = name if name in self.fields else None
            where = "" if place else _now("Condition %(pointer)s: ") % {"pointer": fault.pointer}
            self.add_error(place, where + fault.sentence)


def guides_of(wallet: Wallet) -> list[tuple[str, str]]:
    """The wallet's own guides."""
    return [(one.slug, one.title) for one in Guide.objects.for_wallet(wallet)]


def field_names() -> list[str]:
    """Every field that a condition may name, for the list of suggestions."""
    return sorted({name for kind in Kind for name in fields_of(kind)})


def data_conditions(data: Any) -> list[dict[str, Any]]:
    """The lines as posted, the empty ones left out."""
    parts = zip(data.getlist("field"), data.getlist("op"), data.getlist("value"), strict=False)
    return [
        {"field": field.strip(), "op": op, "value": value.strip()}
        for field, op, value in parts
        if field.strip()
    ]


def typed(kind: Kind, conditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Values of the types that the fields hold: yes or no, a list, or the text itself."""
    return [one | {"value": _typed(kind, one)} for one in conditions]


def _typed(kind: Kind, one: dict[str, Any]) -> object:
    value, known = one["value"], fields_of(kind).get(one["field"])
    if not isinstance(value, str):
        return value
    if one["op"] == Op.SENT or (known is not None and known.type is FieldType.YES_NO):
        return value.casefold() in TRUE
    if one["op"] in (Op.IN, Op.NOT_IN):
        return [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
    return value


def _shown(one: dict[str, Any]) -> dict[str, str]:
    value = one["value"]
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return {
        "field": one["field"],
        "op": one["op"],
        "value": text.lower() if isinstance(value, bool) else text,
    }


def _initial(draft: RuleDraft | None, version: int) -> dict[str, Any]:
    return {**vars(draft), "version": version} if draft else {}
