"""An answer of the public check as its page shows it. What was asked is neither kept nor shown again."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from answerback.channels.check import Answer, check
from answerback.channels.kinds import Item, Standing
from answerback.channels.official import official_channels
from answerback.guard import find
from answerback.guard.messages import Verdict
from answerback.guard.messages.words import said
from answerback.guard.policy import KEYS
from answerback.wallets.queries import all_wallets

KINDS = {
    Standing.IMITATES: "stop",
    Standing.DANGEROUS: "stop",
    Standing.SUSPICIOUS: "care",
    Standing.NEVER_RINGS: "care",
}


@dataclass(frozen=True)
class Asked:
    """The items with the kind of notice each gets; the message's verdict and its reasons in words."""

    items: tuple[tuple[Item, str], ...]
    verdict: str
    reasons: tuple[str, ...]
    holds_secret: bool

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to judge."""
        return not (self.items or self.verdict or self.holds_secret)


def ask(text: str) -> Asked:
    """In the reader's language, against every wallet's channels."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    answer = check(text, official_channels(all_wallets()), language=language)
    codes = () if answer.message is None else dict.fromkeys(reason.code for reason in answer.message.reasons)
    return Asked(
        items=tuple((item, KINDS.get(item.standing, "info")) for item in answer.items),
        verdict=_verdict(answer),
        reasons=tuple(said(code, language) for code in codes),
        holds_secret=any(finding.kind in KEYS for finding in find(text)),
    )


def _verdict(answer: Answer) -> str:
    """The message's verdict; a trap inside it makes any message one."""
    if answer.message is None:
        return ""
    if answer.standing in (Standing.IMITATES, Standing.DANGEROUS):
        return str(Verdict.STOP)
    return str(answer.message.verdict)
