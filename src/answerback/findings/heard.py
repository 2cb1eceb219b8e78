"""One answer of a guided conversation, with all that was said before it, as every finding hears it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from answerback.callbacks.models import Callback
from answerback.conversations.models import Answer, Conversation
from answerback.conversations.walk import Walk
from answerback.journal.write import Actor


@dataclass(frozen=True)
class Heard:
    """The whole path as it stands after an answer: a finding is made of it, changed by it, or taken back.

    `answers` are the current ones by step, also of branches left behind; what counts is `walk`. Hearing the same
    again changes nothing.
    """

    callback: Callback
    conversation: Conversation
    walk: Walk
    answers: Mapping[str, Answer]
    by: Actor
    at: datetime
