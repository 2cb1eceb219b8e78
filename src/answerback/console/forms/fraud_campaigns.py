"""What the security desk writes about a fraud campaign: why, whom to merge it with, and the warning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.channels.models import LONGEST_VALUE
from answerback.customers.models import Language
from answerback.findings.campaigns.models import FraudCampaign
from answerback.findings.campaigns.queries import event_kinds, to_merge_with
from answerback.findings.campaigns.review import LONGEST_REASON
from answerback.findings.campaigns.warn import LONGEST
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


class JudgementForm(forms.Form):
    """Why it is fraud, or why not."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The next colleague reads this. Name no customer."),
    )


class TraitForm(forms.Form):
    """The spelling for the list of reported channels, and why."""

    value = forms.CharField(label=_("How it is written on the list"), max_length=LONGEST_VALUE)
    reason = forms.CharField(
        label=_("Why it is fraud"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class MergerForm(forms.Form):
    """Another campaign of the wallet."""

    other = forms.ChoiceField(label=_("The same fraud as"))

    def __init__(self, campaign: FraudCampaign, data: Any = None) -> None:
        super().__init__(data)
        others = to_merge_with(campaign)[:200]
        self.fields["other"].choices = [(str(one.id), one.short) for one in others]  # type: ignore[attr-defined]


class WarningForm(GuardedForm):
    """The sentence in both languages, and whom it fits."""

    text_zh = GuardedText(label=_("The warning in Chinese"), max_length=LONGEST, rows=3)
    text_en = GuardedText(
        label=_("The warning in English"),
        max_length=LONGEST,
        rows=3,
        help_text=_("In your own words, without link, number or account: what happens, and what to do."),
    )
    event_kind = forms.ChoiceField(label=_("Users whom we rang, or were to ring, about"), required=False)
    language = forms.ChoiceField(label=_("Language of the users"), required=False)

    def __init__(self, campaign: FraudCampaign, data: Any = None) -> None:
        super().__init__(data, policy=policy_for(campaign.wallet, Place.CONSOLE))
        kinds = [(kind, kind) for kind in event_kinds(campaign.wallet)]
        self.fields["event_kind"].choices = [("", _("anything")), *kinds]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("any language")), *Language.choices]  # type: ignore[attr-defined]
