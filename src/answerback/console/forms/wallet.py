"""The declaration of a wallet, and its policies, as forms that say what each choice does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.calling.hours import Hours, Window
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet
from answerback.wallets.policies import RETENTION_LIMITS, Policies, Retained, policies_of

WINDOWS = _("Windows such as 09:00-12:00, separated by commas, on the customer's own clock.")


class WalletForm(forms.Form):
    """What the wallet is and can do; what it cannot do is neither published nor shown."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    custody = forms.ChoiceField(
        label=_("Who holds the keys"), choices=Custody.choices, widget=forms.RadioSelect
    )
    calling = forms.ChoiceField(
        label=_("How the wallet calls"),
        choices=Calling.choices,
        widget=forms.RadioSelect,
        help_text=_("Published on the check page. A wallet that never telephones says so on every page."),
    )
    capabilities = forms.MultipleChoiceField(
        label=_("What its backend can do"),
        choices=Capability.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rules, steps, buttons and actions that need anything else do not appear."),
    )
    lines = forms.MultipleChoiceField(
        label=_("Lines it uses"), choices=Line.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    official_number = forms.CharField(
        label=_("Official number"),
        required=False,
        max_length=20,
        help_text=_("Every page of the user names it, to dial from there."),
    )
    caller_number = forms.CharField(
        label=_("Number that shows on the user's phone"), required=False, max_length=20
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    zone = forms.CharField(label=_("Time zone"), max_length=64)

    @classmethod
    def of(cls, wallet: Wallet, data: Any = None) -> WalletForm:
        """Filled with what is declared now."""
        return cls(data, initial={name: getattr(wallet, name) for name in cls.base_fields})


class WindowsField(forms.CharField):
    """`09:00-12:00, 14:00-20:30` as a list."""

    def clean(self, value: object) -> list[str]:
        """Each window as its own text; their sense is checked by the policies."""
        text = str(super().clean(value) or "").replace("，", ",").replace("–", "-").replace(" ", "")
        return [one for one in text.split(",") if one]


class OriginsField(forms.CharField):
    """Addresses separated by spaces, commas or lines, as a list."""

    def prepare_value(self, value: object) -> object:
        """As it was typed, or the stored list on a line each."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: object) -> list[str]:
        """Each address on its own; whether it is an origin is checked by the policies."""
        return str(super().clean(value) or "").replace("，", " ").replace(",", " ").lower().split()


class PolicyForm(forms.Form):
    """What a supervisor may change, within the limits of the house."""

    windows = WindowsField(label=_("Calling hours"), help_text=WINDOWS)
    rest_windows = WindowsField(
        label=_("Calling hours at weekends and holidays"), required=False, help_text=WINDOWS
    )
    outer = forms.CharField(
        required=False,
        label=_("Never outside"),
        help_text=_("Not even by appointment. At the widest 08:00-22:00."),
    )
    per_day = forms.IntegerField(label=_("Attempts per day"), min_value=1, max_value=50)
    total = forms.IntegerField(label=_("Attempts in all"), min_value=1, max_value=100)
    gap_hours = forms.IntegerField(label=_("Hours between attempts"), min_value=0, max_value=168)
    ring_seconds = forms.IntegerField(label=_("Let it ring, in seconds"), min_value=10, max_value=120)
    undo_seconds = forms.IntegerField(label=_("Undo window, in seconds"), min_value=0, max_value=120)
    wrap_up_seconds = forms.IntegerField(
        label=_("Time for the summary, in seconds"), min_value=0, max_value=3600
    )
    preview_seconds = forms.IntegerField(
        label=_("Time to read before dialling, in seconds"), min_value=10, max_value=600
    )
    number_age_hours = forms.IntegerField(
        label=_("A changed number is fresh for, in hours"),
        min_value=0,
        max_value=8760,
        help_text=_("A fresh number is not rung without a supervisor: it may be the thief's."),
    )
    cooling_off_hours = forms.IntegerField(
        label=_("Cooling-off for a change of number, in hours"), min_value=0, max_value=720
    )
    reads_per_hour = forms.IntegerField(
        label=_("Customer records one person may open in an hour"), min_value=1, max_value=1000
    )
    offers_in_90_days = forms.IntegerField(
        label=_("Offers one person may hear in 90 days"),
        min_value=0,
        max_value=20,
        help_text=_("All offers together; 0 means none at all."),
    )
    offer_rest_days = forms.IntegerField(
        label=_("After a refusal nothing is offered for, in days"), min_value=1, max_value=1095
    )
    promise_reminder_hours = forms.IntegerField(
        label=_("Remind the owner of a promise before its time, in hours"), min_value=1, max_value=168
    )
    promise_explained_in_hours = forms.IntegerField(
        label=_("A broken promise is to be explained within, in hours"), min_value=1, max_value=240
    )
    low_score_follow_up = forms.BooleanField(
        label=_("Ring back whoever was not satisfied"),
        required=False,
        help_text=_("Once for each rating, and only as far as the user agreed to be rung."),
    )
    low_csat = forms.IntegerField(label=_("Not satisfied: up to this score of 5"), min_value=1, max_value=4)
    low_ces = forms.IntegerField(label=_("Not easy: up to this score of 7"), min_value=1, max_value=6)
    low_nps = forms.IntegerField(
        label=_("Would not recommend: up to this score of 10"), min_value=0, max_value=9
    )
    freeze_on_secret_alarm = forms.BooleanField(
        label=_("Freeze what can be frozen when a user taps “They asked me for a secret”"), required=False
    )
    word_codes = forms.BooleanField(label=_("Codes of words instead of digits"), required=False)
    status_origins = OriginsField(
        label=_("Web sites of yours that may show the live status"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Exact addresses, such as https://app.example.com. Nobody else's page can read it."),
    )

    def __init__(self, data: Any = None, *, wallet: Wallet) -> None:
        policies = policies_of(wallet)
        super().__init__(data, initial=_initial(policies))
        for kind in Retained:
            self.fields[f"keep_{kind}"] = _days(kind, policies)

    def changes(self, wallet: Wallet) -> dict[str, object]:
        """As `change_policies` takes them."""
        said = self.cleaned_data
        hours = {name: said[name] for name in ("windows", "rest_windows", "outer") if said[name] != ""}
        caps = {name: said[name] for name in ("per_day", "total", "gap_hours")}
        per_week = policies_of(wallet).caps.per_week
        keeps = {kind.value: said[f"keep_{kind}"] for kind in Retained}
        grouped = {"hours": hours, "caps": caps | {"per_week": per_week}, "retention_days": keeps}
        single = {name: said[name] for name in SINGLE}
        return {**grouped, **single}


SINGLE = (
    *("ring_seconds", "undo_seconds", "wrap_up_seconds", "preview_seconds", "number_age_hours"),
    *("cooling_off_hours", "reads_per_hour", "freeze_on_secret_alarm", "word_codes"),
    *("offers_in_90_days", "offer_rest_days", "promise_reminder_hours", "promise_explained_in_hours"),
    *("low_score_follow_up", "low_csat", "low_ces", "low_nps"),
    "status_origins",
)
KEPT = {
    Retained.CALL_RECORDS: _("Records of calls are kept for, in days"),
    Retained.NOTES: _("Notes are kept for, in days"),
    Retained.ATTACHMENTS: _("Files are kept for, in days"),
    Retained.EVENTS: _("Events are kept for, in days"),
    Retained.DELIVERIES: _("Sent webhooks are kept for, in days"),
    Retained.IMPORTS: _("Imported lists are kept for, in days"),
    Retained.PORTAL_SESSIONS: _("Users' sessions are kept for, in days"),
}


def _days(kind: Retained, policies: Policies) -> forms.IntegerField:
    least, most = RETENTION_LIMITS[kind]
    days = policies.retention_days[kind]
    return forms.IntegerField(label=KEPT[kind], min_value=least, max_value=most, initial=days)


def _initial(policies: Policies) -> dict[str, object]:
    hours, caps = policies.hours, policies.caps
    return {
        "windows": _windows(hours, "windows"),
        "rest_windows": _windows(hours, "rest_windows"),
        "outer": _window(hours.outer) if hours.outer else "",
        "per_day": caps.per_day,
        "total": caps.total,
        "gap_hours": caps.gap // timedelta(hours=1),
        **{name: getattr(policies, name) for name in SINGLE},
    }


def _windows(hours: Hours, name: str) -> str:
    return ", ".join(_window(one) for one in getattr(hours, name))


def _window(window: Window) -> str:
    closes = "24:00" if f"{window.closes:%H:%M}" == "00:00" else f"{window.closes:%H:%M}"
    return f"{window.opens:%H:%M}-{closes}"
