"""A row of the recoverability table."""

from collections.abc import Callable
from dataclasses import dataclass

from answerback.chains.triage.story import Case
from answerback.chains.triage.verdict import Who


@dataclass(frozen=True)
class Rule:
    """`fits`: whether the row speaks of this case. `source`: what it rests on, to read again when chains change."""

    code: str
    who: Who
    fits: Callable[[Case], bool]
    source: str
