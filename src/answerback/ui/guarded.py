"""Fields for free text: watched on the page as one writes, and never handed back with a secret in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.guard import DEFAULT, Action, Kind, clean, find
from answerback.guard.secrets.plain import PLACEHOLDER
from answerback.guard.secrets.stream import Warning, Watcher

TAKEN_OUT = Kind.SEED_PHRASE.placeholder
MOST_RUNS = 40
OWN_TEXT = DEFAULT.changed(phone=Action.LEAVE, email=Action.LEAVE)
ATTRIBUTES = {"data-guarded": True, "spellcheck": "false"}
"""`spellcheck`: some browsers send every word of a field to a server of their own to have it checked."""


def without_beginnings(text: str) -> tuple[str, Warning | None]:
    """The text without the first words of a seed phrase that is still being written, and the warning for them.

    What the guard finds by itself is left for the verb, whose wallet says what is to be done about it.
    """
    watcher, first = Watcher(), None
    for _turn in range(MOST_RUNS):
        begun = watcher.beginning_of_seed(text)
        if begun is None or any(one.start < begun.end and begun.start < one.end for one in find(text)):
            break
        first = first or begun
        text = text[: begun.start] + TAKEN_OUT + text[begun.end :]
    return text, first


def handed_back(text: str) -> str:
    """What may be shown again of a text that was not accepted: all of it but its secrets."""
    return without_beginnings(clean(text, OWN_TEXT).text)[0]


def says_nothing(text: str) -> bool:
    """Whether nothing is left of a text but the places where secrets stood."""
    return not PLACEHOLDER.sub("", text).strip(" \n.,:;，。：；")


class GuardedText(forms.CharField):
    """A `CharField` whose refused text comes back without its secrets. `rows` makes it a text area.

    The first words of a seed phrase are refused here: they are too few for the guard to take them out for sure,
    and enough to tell the writer to stop. `kept_anyway`: the view keeps what is left of such a text.
    """

    default_error_messages = {
        "begun": _(
            "This looks like the beginning of a recovery phrase. It was taken out, and nothing was kept."
        )
    }

    def __init__(self, *, rows: int = 0, kept_anyway: bool = False, **more: Any) -> None:
        self.kept_anyway = kept_anyway
        widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput({"autocomplete": "off"})
        super().__init__(widget=widget, **more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """With the mark by which `guarded.js` knows the field."""
        return {**super().widget_attrs(widget), **ATTRIBUTES}

    def validate(self, value: Any) -> None:
        """Refuse what has begun."""
        super().validate(value)
        warning = None if self.kept_anyway else Watcher().feed(value)
        if warning is not None and warning.words:
            raise forms.ValidationError(self.error_messages["begun"], code="begun")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows of what was sent."""
        shown = super().bound_data(data, initial)
        return handed_back(shown) if isinstance(shown, str) else shown
