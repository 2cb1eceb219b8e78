"""A hazard opened by hand, and what made one safe."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Cause, Kind, SafeBy
from answerback.ui.guarded import GuardedForm, GuardedText

LONGEST = 1000
KNOWN_BY_ITSELF = (Fact.SELF_CUSTODIAL, Fact.NUMBER_FRESH, Fact.AGAIN)


class HazardForm(GuardedForm):
    """Opened by hand. `token` makes sending twice one hazard."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    customer = forms.CharField(label=_("Customer's id"), max_length=120)
    kind = forms.ChoiceField(label=_("What is unsafe?"), choices=Kind.choices)
    cause = forms.ChoiceField(
        label=_("Where does it come from?"),
        choices=[("", _("As the rules say")), *Cause.choices],
        required=False,
    )
    facts = forms.MultipleChoiceField(
        label=_("What is so?"),
        choices=[(fact.value, fact.label) for fact in Fact if fact not in KNOWN_BY_ITSELF],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Each adds or takes away its points, as the page of the hazard then shows."),
    )
    words = GuardedText(
        label=_("What happened"),
        max_length=LONGEST,
        required=False,
        rows=4,
        help_text=_("For colleagues. No secret, no number, no name."),
    )

    @staticmethod
    def fresh(customer: str) -> dict[str, object]:
        """What an empty form begins with."""
        return {"token": uuid4(), "customer": customer}


class ClosureForm(GuardedForm):
    """What made it safe."""

    safe_by = forms.ChoiceField(label=_("What made it safe?"), choices=SafeBy.choices)
    words = GuardedText(
        label=_("In words"),
        max_length=LONGEST,
        required=False,
        rows=3,
        help_text=_("The customer reads this, too."),
    )
