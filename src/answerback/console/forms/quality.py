"""A call is scored, the form is edited, an agent is told something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from answerback.quality.items import LEVELS, LONGEST, MOST_ITEMS, MOST_POINTS, Item
from answerback.quality.score import LONGEST_COACHING, LONGEST_NOTE, Judgement
from answerback.quality.words import level_said
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

SKIPPED = "skip"
SPARE = 3


@dataclass(frozen=True)
class ScoreRow:
    """One item on the page."""

    item: Item
    level: BoundField
    note: BoundField


class ReviewForm(GuardedForm):
    """A level for each item, a note where there is something to say, and a word to the agent."""

    coaching = GuardedText(
        label=_("What the agent might try next time"),
        help_text=_("The agent reads this, and may answer."),
        max_length=LONGEST_COACHING,
        rows=3,
        required=False,
        kept_anyway=True,
    )

    def __init__(self, data: Any = None, *, items: Sequence[Item], wallet: Wallet) -> None:
        policy = policy_for(wallet, Place.NOTE)
        super().__init__(data, policy=policy)
        self.items = items
        for item in items:
            self.fields[f"level_{item.key}"] = forms.ChoiceField(
                label=item.words, choices=_choices(item), widget=forms.RadioSelect
            )
            note = GuardedText(label=_("Note"), max_length=LONGEST_NOTE, required=False, kept_anyway=True)
            note.policy = policy
            self.fields[f"note_{item.key}"] = note

    @property
    def rows(self) -> list[ScoreRow]:
        """The items in their order."""
        return [ScoreRow(item, self[f"level_{item.key}"], self[f"note_{item.key}"]) for item in self.items]

    def judgement(self) -> Judgement:
        """As `score` takes it."""
        said = self.cleaned_data
        given = {item.key: said[f"level_{item.key}"] for item in self.items}
        return Judgement(
            {key: None if level == SKIPPED else int(level) for key, level in given.items()},
            {item.key: said[f"note_{item.key}"] for item in self.items},
            said["coaching"],
        )


def _choices(item: Item) -> list[tuple[str, str]]:
    levels = [(str(level), level_said(item, level)) for level in reversed(range(item.levels))]
    return [*levels, (SKIPPED, level_said(item, None))] if item.may_skip else levels


class ItemsForm(GuardedForm):
    """The items of a form, some empty rows below; an item without words in both languages is dropped."""

    pass_percent = forms.IntegerField(
        label=_("Percent of the points that a call needs to pass"), min_value=0, max_value=100
    )

    def __init__(
        self, data: Any = None, *, items: Sequence[Item] = (), pass_percent: int = 80, wallet: Wallet
    ) -> None:
        self.policy = policy_for(wallet, Place.CONSOLE)
        super().__init__(data, initial={"pass_percent": pass_percent}, policy=self.policy)
        self.count = min(MOST_ITEMS, len(items) + SPARE if data is None else _rows_in(data))
        for place in range(self.count):
            self._add(place, items[place] if place < len(items) else None)

    def _add(self, place: int, item: Item | None) -> None:
        known = item or Item("", "", "", 5)
        fields: dict[str, forms.Field] = {
            "key": forms.SlugField(
                widget=forms.HiddenInput, required=False, max_length=40, initial=known.key
            ),
            "zh": GuardedText(
                label=_("Item, in Chinese"), rows=2, max_length=LONGEST, required=False, initial=known.zh
            ),
            "en": GuardedText(
                label=_("Item, in English"), rows=2, max_length=LONGEST, required=False, initial=known.en
            ),
            "points": forms.IntegerField(
                label=_("Points of the item"), min_value=1, max_value=MOST_POINTS, initial=known.points
            ),
            "levels": forms.TypedChoiceField(
                label=_("Levels of the answer"),
                choices=[(one, one) for one in LEVELS],
                coerce=int,
                initial=known.levels,
            ),
            "critical": forms.BooleanField(
                label=_("The lowest level fails the call"), required=False, initial=known.critical
            ),
            "may_skip": forms.BooleanField(label=_("May not apply"), required=False, initial=known.may_skip),
        }
        for name, field in fields.items():
            if isinstance(field, GuardedText):
                field.policy = self.policy
            self.fields[f"{name}_{place}"] = field

    @property
    def rows(self) -> list[list[BoundField]]:
        """The fields of each item."""
        names = ("key", "zh", "en", "points", "levels", "critical", "may_skip")
        return [[self[f"{name}_{place}"] for name in names] for place in range(self.count)]

    def items_said(self) -> list[Item]:
        """As `save_draft` takes them; what is new gets the first free key."""
        said = self.cleaned_data
        rows = [_row(said, place) for place in range(self.count)]
        kept = [one for one in rows if one["en"].strip() or one["zh"].strip()]
        taken = {one["key"] for one in kept}
        free = (key for number in range(1, MOST_ITEMS * 2) if (key := f"item_{number}") not in taken)
        return [Item(**{**one, "key": one["key"] or next(free)}) for one in kept]


def _rows_in(data: Mapping[str, object]) -> int:
    return sum(name.startswith("en_") for name in data)


def _row(said: Mapping[str, Any], place: int) -> dict[str, Any]:
    names = ("key", "en", "zh", "points", "levels", "critical", "may_skip")
    return {name: said[f"{name}_{place}"] for name in names}


class CoachingForm(GuardedForm):
    """A note beyond one call."""

    text = GuardedText(
        label=_("A note to this agent"),
        help_text=_("Only the agent and supervisors read it."),
        max_length=LONGEST_COACHING,
        rows=3,
        kept_anyway=True,
    )

    def __init__(self, data: Any = None, *, wallet: Wallet) -> None:
        super().__init__(data, policy=policy_for(wallet, Place.NOTE))
