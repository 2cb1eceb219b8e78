"""Fields for free text: watched on the page as one writes, and never handed back with a secret in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.guard import DEFAULT, Action, Finding, Kind, Policy, Warning, Watcher, clean, find
from answerback.guard.policy import KEYS
from answerback.guard.redact import redacted
from answerback.guard.secrets.plain import PLACEHOLDER

TAKEN_OUT = Kind.SEED_PHRASE.placeholder
MOST_RUNS = 40
CUT = _(
    "Read together, these fields hold a recovery phrase or a key. It was taken out, and nothing was kept."
)
ATTRIBUTES = {"data-guarded": True, "spellcheck": "false"}
"""`spellcheck`: some browsers send every word of a field to a server of their own to have it checked."""


def without_beginnings(text: str, policy: Policy) -> tuple[str, Warning | None]:
    """The text without the first words of a seed phrase that is still being written, and the warning for them.

    What the guard finds by itself is left for the verb, which does what the wallet's policy says.
    """
    watcher, first = Watcher(policy), None
    for _turn in range(MOST_RUNS):
        begun = watcher.beginning_of_seed(text)
        if begun is None or any(
            one.start < begun.end and begun.start < one.end for one in find(text, policy)
        ):
            break
        first = first or begun
        text = text[: begun.start] + TAKEN_OUT + text[begun.end :]
    return text, first


def handed_back(text: str, policy: Policy) -> str:
    """What may be shown again of a text that was not accepted: all of it but its secrets."""
    own = policy.changed(phone=Action.LEAVE, email=Action.LEAVE)
    return without_beginnings(clean(text, own).text, policy)[0]


def cut_between(first: str, second: str, policy: Policy) -> list[Finding]:
    """Keys to money that begin in the one text and end in the other; places in `f"{first} {second}"`.

    What stands whole in one of them is left for the verb, which counts it.
    """
    together = find(f"{first} {second}", policy) if first.strip() and second.strip() else []
    return [one for one in together if one.kind in KEYS and one.start < len(first) < one.end - 1]


def share_of(text: str, found: Iterable[Finding], begins: int) -> str:
    """The text that begins there among texts read together, without its share of what was found in them."""
    own = (
        replace(one, start=max(0, one.start - begins), end=min(len(text), one.end - begins)) for one in found
    )
    return redacted(text, tuple(one for one in own if one.start < one.end))


def says_nothing(text: str) -> bool:
    """Whether nothing is left of a text but the places where secrets stood."""
    return not PLACEHOLDER.sub("", text).strip(" \n.,:;，。：；")


class GuardedText(forms.CharField):
    """A `CharField` whose refused text comes back without its secrets. `rows` makes it a text area.

    The first words of a seed phrase are refused here: they are too few for the guard to take them out for sure,
    and enough to tell the writer to stop. `kept_anyway`: the view keeps what is left of such a text.
    Its form says what the wallet wants (`GuardedForm`).
    """

    policy: Policy = DEFAULT
    left: str | None = None

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
        warning = None if self.kept_anyway else Watcher(self.policy).feed(value)
        if warning is not None and warning.words:
            raise forms.ValidationError(self.error_messages["begun"], code="begun")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows of what was sent."""
        shown = super().bound_data(data, initial) if self.left is None else self.left
        return handed_back(shown, self.policy) if isinstance(shown, str) else shown


class GuardedForm(forms.Form):
    """A form with such fields. `policy`: what the wallet wants in this place. A secret cut over two fields is one."""

    def __init__(self, *given: Any, policy: Policy, **more: Any) -> None:
        super().__init__(*given, **more)
        for field in self._guarded().values():
            field.policy = policy

    def _guarded(self) -> dict[str, GuardedText]:
        return {name: field for name, field in self.fields.items() if isinstance(field, GuardedText)}

    def clean(self) -> dict[str, Any]:
        """Refuse what begins in one field and ends in another; neither half comes back."""
        given: dict[str, Any] = super().clean() or {}
        sent = {name: str(self[name].data or "").strip() for name in self._guarded()}
        for (name, first), (other, second) in permutations(self._guarded().items(), 2):
            if found := cut_between(sent[name], sent[other], first.policy):
                first.left = share_of(sent[name], found, 0)
                second.left = share_of(sent[other], found, len(sent[name]) + 1)
                self.add_error(other, forms.ValidationError(CUT, code="cut"))
                break
        return given
