"""What a person does with suggestions: group, name, merge, answer, link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.findings.suggestions.kinds import OPEN, Reason, State, Topic, Tracker
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.findings.suggestions.regroup import LONGEST_TITLE, Titles
from answerback.findings.suggestions.states import LONGEST_ANSWER, MOVES, Answer
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

LONGEST_PROJECT = 120


# Django's field takes type arguments only in its stubs.
if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[SuggestionGroup]
else:
    _Choice = forms.ModelChoiceField


class Ids(forms.Field):
    """Ids of suggestions, each hidden or with a box of its own."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(str(one)) for one in value or ()]
        except ValueError as wrong:
            raise forms.ValidationError(_("Please choose suggestions from the list.")) from wrong


class ChosenForm(forms.Form):
    """Which suggestions."""

    suggestions = Ids()


class JoinForm(ChosenForm):
    """Into which group; `proposed` if the machine had named it."""

    group = forms.UUIDField()
    proposed = forms.BooleanField(required=False)


class TitlesForm(GuardedForm):
    """A new group of the chosen ones."""

    suggestions = Ids()
    title_zh = GuardedText(label=_("Title in Chinese"), max_length=LONGEST_TITLE)
    title_en = GuardedText(label=_("Title in English"), max_length=LONGEST_TITLE)
    topic = forms.ChoiceField(label=_("Function or screen"), choices=Topic.choices)
    proposed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, wallet: Wallet, data: Any = None, **more: Any) -> None:
        super().__init__(data, policy=policy_for(wallet, Place.CONSOLE), **more)

    @property
    def titles(self) -> Titles:
        said = self.cleaned_data
        return Titles(said["title_zh"], said["title_en"], Topic(said["topic"]))


class GroupChoice(_Choice):
    """Groups by their title in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class MergeForm(forms.Form):
    """The group that stays: one of the wallet's open groups."""

    # every wallet: an empty list, until a form is made for one wallet's group
    into = GroupChoice(label=_("Merge into"), queryset=SuggestionGroup.objects.none())

    def __init__(self, group: SuggestionGroup, data: Any = None) -> None:
        super().__init__(data)
        others = SuggestionGroup.objects.for_wallet(group.wallet_id).exclude(id=group.id)
        field = self.fields["into"]
        if isinstance(field, GroupChoice):
            field.queryset = others.filter(merged_into=None, dissolved_at=None, state__in=OPEN)


class StateForm(GuardedForm):
    """Where the group goes from here, and what those who asked will read."""

    state = forms.ChoiceField(label=_("Becomes"))
    reason = forms.ChoiceField(
        label=_("Why it is not done"),
        choices=[("", "—"), *Reason.choices],
        required=False,
        help_text=_("Needed when it is not done. Those who asked for it read this sentence."),
    )
    answer_zh = GuardedText(
        label=_("Your answer in Chinese"), max_length=LONGEST_ANSWER, required=False, rows=2
    )
    answer_en = GuardedText(
        label=_("Your answer in English"), max_length=LONGEST_ANSWER, required=False, rows=2
    )

    def __init__(self, group: SuggestionGroup, data: Any = None) -> None:
        super().__init__(data, policy=policy_for(group.wallet, Place.CONSOLE))
        onward = MOVES[State(group.state)]
        choices = [(state.value, state.label) for state in State if state in onward]
        self.fields["state"] = forms.ChoiceField(label=_("Becomes"), choices=choices)

    @property
    def answer(self) -> Answer:
        said = self.cleaned_data
        reason = Reason(said["reason"]) if said["reason"] else None
        return Answer(reason, said["answer_zh"], said["answer_en"])


class LinkForm(forms.Form):
    """The group's issue in an outside tracker."""

    tracker = forms.ChoiceField(label=_("Tracker"), choices=Tracker.choices)
    project = forms.RegexField(
        r"^[\w.@:/-]+$",
        label=_("Project, repository or team"),
        max_length=LONGEST_PROJECT,
        help_text=_("Jira: the project's key. GitHub and GitLab: owner/name. Linear: the team's id."),
    )
    with_quotes = forms.BooleanField(
        label=_("Send up to five quotes along, without names"),
        required=False,
    )
