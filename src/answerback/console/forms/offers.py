"""An offer as it is written: what is said in both languages, for how long, to whom."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Language
from answerback.findings.offers.models import Offer
from answerback.findings.offers.write_offer import Draft
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.kinds import Custody
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


class OfferForm(GuardedForm):
    """Whole days on the wallet's own clock; of the audience, what is not chosen is no condition."""

    title_zh = GuardedText(label=_("Title in Chinese"), max_length=80)
    title_en = GuardedText(label=_("Title in English"), max_length=80)
    text_zh = GuardedText(label=_("What is said, in Chinese"), max_length=300, rows=2)
    text_en = GuardedText(label=_("What is said, in English"), max_length=300, rows=2)
    terms = forms.CharField(
        label=_("Address of the terms"),
        max_length=200,
        help_text=_("On a site that this wallet has published. It is shown as text, never as a link."),
    )
    first_day = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    most_per_person = forms.IntegerField(
        label=_("How often one person may hear it"), min_value=1, max_value=10, initial=1
    )
    languages = forms.MultipleChoiceField(
        label=_("Only in calls in"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Only in calls about"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    custody = forms.MultipleChoiceField(
        label=_("Only where"), choices=Custody.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    days_at_least = forms.IntegerField(
        label=_("Customer for at least so many days"), required=False, min_value=0, max_value=36_500
    )
    days_at_most = forms.IntegerField(
        label=_("Customer for at most so many days"), required=False, min_value=0, max_value=36_500
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, wallet: Wallet, offer: Offer | None = None) -> None:
        policy = policy_for(wallet, Place.CONSOLE)
        super().__init__(data, initial=_initial(offer) if offer else {}, policy=policy)
        self.zone = ZoneInfo(wallet.zone)

    def draft(self) -> Draft:
        """As the verbs take it; the last day counts to its end."""
        said = self.cleaned_data
        names = ("languages", "kinds", "custody", "days_at_least", "days_at_most")
        return Draft(
            title_zh=said["title_zh"],
            title_en=said["title_en"],
            text_zh=said["text_zh"],
            text_en=said["text_en"],
            terms=said["terms"],
            valid_from=datetime.combine(said["first_day"], time(), tzinfo=self.zone),
            valid_until=datetime.combine(said["last_day"] + timedelta(days=1), time(), tzinfo=self.zone),
            audience={name: said[name] for name in names if said[name] not in (None, [])},
            most_per_person=said["most_per_person"],
        )


def _initial(offer: Offer) -> dict[str, Any]:
    zone = ZoneInfo(offer.wallet.zone)
    names = ("title_zh", "title_en", "text_zh", "text_en", "terms", "most_per_person", "version")
    days = {
        "first_day": offer.valid_from.astimezone(zone).date(),
        "last_day": (offer.valid_until - timedelta(seconds=1)).astimezone(zone).date(),
    }
    return {name: getattr(offer, name) for name in names} | days | dict(offer.audience)
