"""What the caller of this call may ask, with the reason, and what no caller of ours ever asks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from answerback.conversations.guide import Part
from answerback.conversations.queries import MayAsk, may_ask, never_ask, published_guide
from answerback.portal.pages import language_here
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Asking:
    """Two lists, in the language of the page."""

    may: list[MayAsk]
    never: list[str]

    @property
    def parts(self) -> list[PartAsked]:
        """The questions by part of the conversation, in its order."""
        grouped = groupby(self.may, key=lambda one: one.part)
        return [PartAsked(_title(part), list(its), number == 0) for number, (part, its) in enumerate(grouped)]


@dataclass(frozen=True)
class PartAsked:
    """One part: what it is about, and its questions. The first is the reason for the call."""

    title: str
    questions: list[MayAsk]
    first: bool


def _title(part: Part) -> str:
    return {
        Part.PROBLEM: _("About the problem"),
        Part.HAZARDS: _("About your safety"),
        Part.SUGGESTIONS: _("What you would like to be better"),
        Part.THANKS: _("At the end"),
    }[part]


def asking(wallet: Wallet, *, guide: str, kind: str) -> Asking:
    """`guide` and `kind` are those of the call; both empty when there is none."""
    version = published_guide(wallet, slug=guide or kind, kind=kind) if guide or kind else None
    may = may_ask(version, language=language_here()) if version else []
    return Asking(may, never_ask(language_here()))
