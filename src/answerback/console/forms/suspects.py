"""What a reviewer confirms before a reported thing is proposed for the list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.channels.models import LONGEST_VALUE
from answerback.channels.propose import LONGEST_REASON


class SuspectForm(forms.Form):
    """The spelling for the registry, and why it is fraud."""

    value = forms.CharField(
        label=_("How it is written on the list"),
        max_length=LONGEST_VALUE,
        help_text=_(
            "An app needs its store before it (android: or apple:), a contract its chain (ethereum:)."
        ),
    )
    reason = forms.CharField(
        label=_("Why it is fraud"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The colleague who publishes it reads this. Name no reporter."),
    )
