"""What staff may change about a customer, and the word that erases him."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer, Purpose, Stop


class ConsentForm(forms.Form):
    """One purpose, yes or no."""

    purpose = forms.ChoiceField(choices=Purpose.choices)
    agrees = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class StopForm(forms.Form):
    """How much the customer lets us ring."""

    stop = forms.ChoiceField(
        label=_("What the customer told us"),
        choices=Stop.choices,
        help_text=_("Holds at once, for calls that are planned, too. Only what the customer himself said."),
    )


class QuietForm(forms.Form):
    """No call before this moment; empty ends the quiet."""

    until = forms.DateTimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("On the customer's own clock. Security warnings still come. Leave it empty to end it."),
    )

    def __init__(self, data: object = None, *, customer: Customer) -> None:
        self.zone = ZoneInfo(customer.zone)
        until = customer.quiet_until
        super().__init__(data, initial={"until": until.astimezone(self.zone) if until else None})  # type: ignore[arg-type]

    def clean_until(self) -> object:
        """What was typed, read on the customer's clock."""
        typed = self.cleaned_data["until"]
        return typed.replace(tzinfo=self.zone) if typed else None


class ErasureForm(forms.Form):
    """Typing the customer's id shows that the right one is meant."""

    typed = forms.CharField(
        label=_("Type the customer's id to erase everything about him"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: object = None, *, customer: Customer) -> None:
        self.customer = customer
        super().__init__(data)  # type: ignore[arg-type]

    def clean_typed(self) -> str:
        """It must be the very id."""
        typed = str(self.cleaned_data["typed"]).strip()
        if typed != self.customer.external_id:
            raise forms.ValidationError(_("This is not the id of this customer. Nothing was erased."))
        return typed
