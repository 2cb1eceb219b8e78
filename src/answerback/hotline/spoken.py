"""The hotline as a telephone line calls it: pressed digits in, one sentence to speak out. The adapter's whole contract.

    spoken = greet(wallet, language="zh-hans")                       # speak it, collect keys for 15 seconds
    spoken = entered(wallet, keys, calling_number="+86170…", language="zh-hans", by=SYSTEM, at=now)
    # speak `spoken.say`, then hang up: the line never goes on to an agent with a caller who has proven nothing

`keys` is what was pressed, or "" after silence. The line adds nothing of its own before, between or after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerback.hotline import ring_back, words
from answerback.hotline.answer import answer, cleaned
from answerback.hotline.pins import DIGITS
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Spoken:
    """What the line says; then it collects keys, or hangs up."""

    say: str
    collects_keys: bool


def greet(wallet: Wallet, *, language: str) -> Spoken:
    """The beginning of every call."""
    return Spoken(words.greeting(wallet, language=language), collects_keys=True)


def entered(
    wallet: Wallet, keys: str, *, calling_number: str, language: str, by: Actor, at: datetime
) -> Spoken:
    """Eight keys are a PIN; anything else, a ticket reference too, queues the caller in the same words."""
    if len(cleaned(keys)) == DIGITS:
        told = answer(wallet, pin=keys, calling_number=calling_number, by=by, at=at)
        return Spoken(words.said(told, language=language), collects_keys=False)
    ring_back.queue(wallet, calling_number=calling_number, reference=keys, by=by, at=at)
    return Spoken(words.ring_back_said(language=language), collects_keys=False)
