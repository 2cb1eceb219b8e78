"""New keys of machines and new webhook endpoints."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.wallets.kinds import Scope


class KeyForm(forms.Form):
    """A key of a machine, never of a person."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Which system uses it, such as: payments backend")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    test = forms.BooleanField(
        label=_("Test key"), required=False, help_text=_("A production system refuses test keys.")
    )
    expires_at = forms.DateField(
        label=_("Ends on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class EndpointForm(forms.Form):
    """Where the backend listens."""

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("https, and not an address inside a private network."),
    )
    kinds = forms.CharField(
        label=_("Kinds of messages"),
        required=False,
        help_text=_("Separated by commas, such as: ticket.closed. Empty means all."),
    )

    def clean_kinds(self) -> list[str]:
        """As a list."""
        text = str(self.cleaned_data["kinds"]).replace("，", ",")
        return [one.strip() for one in text.split(",") if one.strip()]
