"""What is proposed for the registry, and what the second person writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.chains.kinds import Chain
from answerback.channels.directions import DIRECTIONS, ENDS, KINDS, LIVING
from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import LONGEST_VALUE, LONGEST_WORDS, Channel
from answerback.channels.propose import LONGEST_REASON, Wanted
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

CHAINS = [("", "—"), *((chain.value, chain.value) for chain in Chain)]
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _directions(among: Iterable[Direction]) -> list[tuple[str, object]]:
    return [(one.value, DIRECTIONS[one]) for one in among]


def _reason() -> GuardedText:
    return GuardedText(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        rows=2,
        help_text=_(
            "Needed when it looks like another entry, is retired or is fraud. Whoever decides reads it."
        ),
    )


class WantedForm(GuardedForm):
    """How an entry shall be published. A day begins at midnight where the wallet is."""

    direction = forms.ChoiceField(label=_("Direction"), widget=forms.RadioSelect)
    what_for_zh = GuardedText(label=_("What it is for, in Chinese"), max_length=LONGEST_WORDS, required=False)
    what_for_en = GuardedText(label=_("What it is for, in English"), max_length=LONGEST_WORDS, required=False)
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DATE,
        help_text=_("From that day it is shown as no longer ours."),
    )
    reason = _reason()

    def __init__(self, data: Any = None, *, wallet: Wallet, channel: Channel | None = None) -> None:
        super().__init__(data, initial=_initial(channel), policy=policy_for(wallet, Place.CONSOLE))
        self.zone = ZoneInfo(wallet.zone)
        among = (*LIVING[Kind(channel.kind)], *sorted(ENDS, reverse=True)) if channel else _ANY
        self.fields["direction"].choices = _directions(among)  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """As the verbs take it."""
        said = self.cleaned_data
        return Wanted(
            Direction(said["direction"]),
            said["what_for_en"],
            said["what_for_zh"],
            self._midnight(said.get("since")),
            self._midnight(said["until"]),
        )

    def _midnight(self, day: date | None) -> datetime | None:
        return datetime.combine(day, time(), tzinfo=self.zone) if day else None


class ChannelForm(WantedForm):
    """A new entry, in any spelling."""

    kind = forms.ChoiceField(label=_("Kind of channel"), choices=[(one.value, KINDS[one]) for one in Kind])
    text = GuardedText(
        label=_("Number, address or name"),
        max_length=LONGEST_VALUE,
        help_text=_("Paste it as it is; it is kept in one spelling."),
    )
    chain = forms.ChoiceField(
        label=_("Chain"), choices=CHAINS, required=False, help_text=_("Only for a contract address.")
    )
    since = forms.DateField(
        label=_("Since"), required=False, widget=DATE, help_text=_("Empty: from its publication on.")
    )
    field_order = (
        *("kind", "text", "chain", "direction"),
        *("what_for_zh", "what_for_en", "since", "until", "reason"),
    )

    def typed(self) -> str:
        """With the chain before it, where one was chosen."""
        said = self.cleaned_data
        is_placed = said["chain"] and said["kind"] == Kind.CONTRACT
        return f"{said['chain']}:{said['text']}" if is_placed else str(said["text"])


class DecisionForm(GuardedForm):
    """The second person's own reason."""

    reason = GuardedText(
        label=_("Your reason"),
        required=False,
        max_length=LONGEST_REASON,
        rows=2,
        help_text=_("Needed to refuse it, and to publish what looks like another entry."),
    )


class ProofCodeForm(forms.Form):
    """Eight digits that came by mail or by telephone."""

    code = forms.CharField(
        label=_("The code of the proof"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class StatementForm(GuardedForm):
    """A colleague's word."""

    statement = GuardedText(
        label=_("How did you see that it is ours?"),
        max_length=LONGEST_REASON,
        rows=2,
        help_text=_("Such as: the account posted the word I gave, while I watched."),
    )


_ANY = (Direction.RINGS, Direction.DIALLED, Direction.BOTH, Direction.SITE, Direction.REPORTED)


def _initial(channel: Channel | None) -> dict[str, Any]:
    if channel is None or not channel.direction:
        return {}
    until = channel.until.date() if channel.until else None
    return {
        "direction": channel.direction,
        "what_for_zh": channel.what_for_zh,
        "what_for_en": channel.what_for_en,
        "until": until,
    }
