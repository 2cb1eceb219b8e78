"""The portal's forms: they read and bound what comes in; the verbs decide."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.prepare import LONGEST
from answerback.customers.models import Stop
from answerback.customers.notebook import LONGEST_ABOUT, LONGEST_TEXT
from answerback.findings.suggestions.kinds import Topic
from answerback.tickets.kinds import Sure
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

NO_SECRETS = _("Never write a recovery phrase, a private key, a password or a code here.")


class OwnWordsForm(GuardedForm):
    """What the customer writes himself, at this place, under his wallet's policy."""

    place: ClassVar[Place]

    def __init__(self, wallet: Wallet, *given: Any, **more: Any) -> None:
        super().__init__(*given, policy=policy_for(wallet, self.place), **more)


class AskForm(OwnWordsForm):
    """Ask to be rung."""

    place = Place.PREPARATION

    text = GuardedText(
        label=_("What is it about?"),
        required=False,
        max_length=LONGEST,
        help_text=NO_SECRETS,
        rows=5,
        kept_anyway=True,
    )
    in_app = forms.BooleanField(
        label=_("Ring me here in the app instead of on the telephone"), required=False
    )


class WordsForm(OwnWordsForm):
    """The customer's own words before the call."""

    place = Place.PREPARATION

    text = GuardedText(
        label=_("What you want to say or ask"),
        max_length=LONGEST,
        required=False,
        help_text=NO_SECRETS,
        rows=6,
    )


class FileForm(forms.Form):
    """One file beside a call or a ticket."""

    file = forms.FileField(
        label=_("A screenshot or document"),
        help_text=_("No seed phrase, no code. PNG, JPEG, PDF or text, at most 5 MB. The agent can see it."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,application/pdf,text/plain"}),
    )


class NoteForm(OwnWordsForm):
    """A note of the customer's own."""

    place = Place.OWN_NOTE

    note_id = forms.UUIDField(widget=forms.HiddenInput)
    about = GuardedText(label=_("About"), required=False, max_length=LONGEST_ABOUT)
    text = GuardedText(label=_("Note"), max_length=LONGEST_TEXT, help_text=NO_SECRETS, rows=4)


class SuggestionForm(OwnWordsForm):
    """What could be better, in the customer's own words."""

    place = Place.COMMENT

    topic = forms.ChoiceField(label=_("Which part is it?"), choices=Topic.choices)
    text = GuardedText(
        label=_("What could be better?"), max_length=LONGEST_TEXT, help_text=NO_SECRETS, rows=4
    )


class SlotForm(forms.Form):
    """A half hour, as the button says it in UTC."""

    slot = forms.CharField(max_length=32)

    def clean_slot(self) -> datetime:
        """The moment, aware."""
        try:
            chosen = datetime.fromisoformat(self.cleaned_data["slot"])
        except ValueError as wrong:
            raise forms.ValidationError(_("Please choose one of the times.")) from wrong
        return chosen if chosen.tzinfo else chosen.replace(tzinfo=UTC)


class QuietForm(forms.Form):
    """Quiet for so many hours; none ends it."""

    hours = forms.TypedChoiceField(
        label=_("Do not ring me for"),
        coerce=int,
        choices=[(24, _("1 day")), (72, _("3 days")), (168, _("1 week")), (720, _("30 days"))],
    )


class StopForm(forms.Form):
    """How much to stop."""

    level = forms.ChoiceField(choices=Stop.choices)


class RatingForm(OwnWordsForm):
    """How it went; at least one scale, which the verb asks for."""

    place = Place.COMMENT

    csat = forms.IntegerField(required=False)
    ces = forms.IntegerField(required=False)
    nps = forms.IntegerField(required=False)
    sure = forms.ChoiceField(choices=Sure.choices, required=False)
    comment = GuardedText(
        label=_("Anything you want to add"), required=False, max_length=1000, help_text=NO_SECRETS, rows=3
    )


def first_error(form: forms.Form) -> str:
    """The first thing that is wrong, as a sentence."""
    errors: list[Any] = [text for texts in form.errors.values() for text in texts]
    return str(errors[0]) if errors else ""
