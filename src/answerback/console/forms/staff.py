"""Staff as forms: who is invited, what users see of him, what the queue goes by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Language
from answerback.people.models import Membership, Role

LANGUAGES = Language.choices


class SkillsField(forms.CharField):
    """Words separated by commas, of either width."""

    def clean(self, value: object) -> list[str]:
        """As a list."""
        text = str(super().clean(value) or "").replace("，", ",").replace("、", ",")
        return [one.strip() for one in text.split(",") if one.strip()]


class FaceForm(forms.Form):
    """What users see, and what the queue goes by."""

    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=60, help_text=_("Users see this name once a call is proven.")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    team_zh = forms.CharField(label=_("Team in Chinese"), max_length=60, required=False)
    team_en = forms.CharField(label=_("Team in English"), max_length=60, required=False)
    work_number = forms.CharField(
        label=_("Work number"), max_length=12, help_text=_("Letters and digits; users may quote it.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )
    skills = SkillsField(
        label=_("Skills"), required=False, help_text=_("Separated by commas, such as: payments, security")
    )

    @classmethod
    def of(cls, member: Membership, data: object = None) -> FaceForm:
        """Filled with what stands now."""
        names = ("name_zh", "name_en", "team_zh", "team_en", "work_number", "languages")
        initial = {name: getattr(member, name) for name in names} | {"skills": ", ".join(member.skills)}
        return cls(data, initial=initial)  # type: ignore[arg-type]


class InviteForm(FaceForm):
    """Somebody new, or somebody who gets another role."""

    username = forms.CharField(
        label=_("Sign-in name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    field_order = ("username", "role")
