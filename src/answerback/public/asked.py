"""An answer of the public check as its page shows it. What was asked is neither kept nor shown again."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from answerback.channels.check import check
from answerback.channels.current import index_at
from answerback.channels.kinds import Kind
from answerback.channels.verdicts import TRAPS, Answer, Item, Standing
from answerback.channels.words import Said, said
from answerback.guard.messages import Verdict
from answerback.guard.messages.words import said as message_said
from answerback.numbers.shown import shown as number_shown

NOTICES = dict.fromkeys(TRAPS, "stop") | dict.fromkeys(
    (Standing.SUSPICIOUS, Standing.RETIRED, Standing.NEVER_RINGS), "care"
)
LABELS = {Kind.TELEGRAM: "Telegram", Kind.X: "Twitter", Kind.WECHAT: "WeChat", Kind.SMS_SENDER: "Sender"}


@dataclass(frozen=True)
class Shown:
    """One item with its words. `official`: the spelling of the channel that it is or imitates.

    `asked`: the item, so that it can be asked about again.
    """

    item: Item
    notice: str
    words: Said
    official: str
    what_for: str
    asked: str


@dataclass(frozen=True)
class Asked:
    """The items; the message's verdict and its reasons in words. `thing` names the first item, for the limits."""

    items: tuple[Shown, ...]
    verdict: str
    reasons: tuple[str, ...]
    holds_secret: bool
    is_whole: bool
    thing: Hashable

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to judge."""
        return not (self.items or self.verdict or self.holds_secret)


def language_here() -> str:
    """The reader's language: `zh` or `en`."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def ask(text: str, *, at: datetime) -> Asked:
    """In the reader's language, against every wallet's channels."""
    language = language_here()
    answer = check(text, index_at(at))
    codes = () if answer.message is None else dict.fromkeys(reason.code for reason in answer.message.reasons)
    return Asked(
        items=tuple(_shown(item, language) for item in answer.items),
        verdict=_verdict(answer),
        reasons=tuple(message_said(code, language) for code in codes),
        holds_secret=answer.holds_secret,
        is_whole=answer.is_whole,
        thing=(answer.items[0].kind, answer.items[0].value) if answer.items else text,
    )


def _shown(item: Item, language: str) -> Shown:
    whose = item.whose
    official = "" if whose is None else whose.value
    if whose is not None and whose.kind is Kind.NUMBER:
        official = number_shown(whose.value)
    what_for = "" if whose is None or item.standing in TRAPS else whose.what_for.get(language, "")
    notice = NOTICES.get(item.standing, "info")
    return Shown(item, notice, said(item, language), official, what_for, _again(item))


def _again(item: Item) -> str:
    """What brings the same item when it is asked again."""
    if item.kind in LABELS:
        return f"{LABELS[item.kind]}: {item.value}"
    return item.value


def _verdict(answer: Answer) -> str:
    """The message's verdict; a trap inside it makes any message one."""
    if answer.message is None:
        return ""
    if answer.holds_secret and answer.message.verdict is Verdict.NOTHING_KNOWN:
        return ""  # beside a pasted key there is nothing good to say of the words
    return str(Verdict.STOP if answer.standing in TRAPS else answer.message.verdict)
