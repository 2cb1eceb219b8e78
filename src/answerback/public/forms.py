"""What anybody may report, without a name: the thing, in whose name, what happened, when, a screenshot."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.reports.receive import LONGEST_WORDS
from answerback.wallets.queries import all_wallets

LONGEST_THING = 400


def _wallets() -> list[tuple[str, str]]:
    return [(wallet.slug, wallet.name) for wallet in all_wallets()]


class ReportForm(forms.Form):
    """Everything but the thing and the wallet may be left out. Times are those of the wallet's zone."""

    thing = forms.CharField(
        label=_("What do you want to report?"),
        max_length=LONGEST_THING,
        help_text=_("The number, link, account or address that was used."),
    )
    wallet = forms.ChoiceField(label=_("In whose name did they speak?"), choices=_wallets)
    words = forms.CharField(
        label=_("What happened?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "You may paste their message. Write no recovery words, code or password, nor your own name or number."
        ),
    )
    happened = forms.DateTimeField(
        label=_("When?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    picture = forms.FileField(
        label=_("Screenshot"),
        required=False,
        help_text=_("PNG or JPEG, at most 5 MB. Where and with what it was taken is removed from it."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
