"""What the guard does in one place, kind by kind; and a sentence to try it on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.guard import Action, Kind
from answerback.texts.words import ACTIONS, KINDS
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.policies import policies_of
from answerback.wallets.text_policy import NEVER_KEPT, actions_in, allowed_actions

LONGEST_TRIAL = 4000
FLOOR = _("Cannot be lowered: whoever reads it holds the account or the money.")


class PlaceForm(forms.Form):
    """One choice for each kind that may be chosen here; a floor is said beside the choice it limits."""

    def __init__(self, data: Any = None, *, wallet: Wallet, place: Place) -> None:
        super().__init__(data)
        for kind, action in actions_in(policies_of(wallet).texts, place).items():
            if len(allowed_actions(place, kind)) > 1:
                self.fields[kind.value] = _choice(place, kind, action)

    def actions(self) -> dict[Kind, Action]:
        """As `change_text_actions` takes them."""
        return {Kind(name): Action(value) for name, value in self.cleaned_data.items()}


def _choice(place: Place, kind: Kind, action: Action) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=KINDS[kind],
        choices=[(one.value, ACTIONS[one]) for one in allowed_actions(place, kind)],
        initial=action.value,
        help_text=FLOOR if kind in NEVER_KEPT else "",
    )


class TrialForm(forms.Form):
    """A sentence and the place where it would be written."""

    place = forms.ChoiceField(label=_("Where would it be written?"), choices=Place.choices)
    text = forms.CharField(
        label=_("A sentence to try"),
        max_length=LONGEST_TRIAL,
        help_text=_("Invent one. It is read, answered and forgotten."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
