"""What was given in answer to one step, and whether it fits the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from answerback.conversations.guide import RATHER_NOT_SAY, Kind, Step

MAX_TEXT = 4000
MAX_NUMBER = 10**12


class NotAnAnswer(ValueError):
    """What was given does not fit the step."""


@dataclass(frozen=True)
class Given:
    """One answer. A step that is only said has neither codes nor text: it was said."""

    codes: tuple[str, ...] = ()
    text: str = ""
    number: int | None = None
    day: date | None = None
    declined: bool = False

    @property
    def answer_codes(self) -> tuple[str, ...]:
        """The codes conditions see."""
        return (RATHER_NOT_SAY,) if self.declined else self.codes


SAID = Given()
DECLINED = Given(declined=True)


def accept(step: Step, raw: Mapping[str, Any]) -> Given:
    """The answer in one of {"codes": [..]}, {"text": ".."}, {"number": 3}, {"day": "2026-05-03"},
    {"declined": true}, or {} for a step that is only said. Raises NotAnAnswer.
    """
    if raw.get("declined") is True and step.is_question:
        return DECLINED
    match step.kind:
        case Kind.CHOICE | Kind.MULTI:
            return _codes(step, raw.get("codes"))
        case Kind.TEXT:
            return _text(raw.get("text"))
        case Kind.NUMBER | Kind.SCALE:
            return _number(step, raw.get("number"))
        case Kind.DATE:
            return _day(raw.get("day"))
        case Kind.SAY | Kind.INFO:
            return SAID
        case Kind.END:
            raise NotAnAnswer("the conversation has ended")


def _codes(step: Step, raw: object) -> Given:
    if not isinstance(raw, (list, tuple)) or not raw or not all(isinstance(code, str) for code in raw):
        raise NotAnAnswer("a list of answer codes is expected")
    if step.kind is Kind.CHOICE and len(raw) != 1:
        raise NotAnAnswer("exactly one answer is expected")
    if list(raw) == [RATHER_NOT_SAY]:
        return DECLINED
    if unknown := set(raw) - {choice.code for choice in step.choices}:
        raise NotAnAnswer(f"no such answer: {sorted(unknown)[0]}")
    return Given(codes=tuple(choice.code for choice in step.choices if choice.code in raw))


def _text(raw: object) -> Given:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > MAX_TEXT or "\x00" in raw:
        raise NotAnAnswer(f"text of 1 to {MAX_TEXT} characters is expected")
    return Given(text=raw.strip())


def _number(step: Step, raw: object) -> Given:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise NotAnAnswer("a whole number is expected")
    low, high = (step.low, step.high) if step.kind is Kind.SCALE else (0, MAX_NUMBER)
    if not low <= raw <= high:
        raise NotAnAnswer(f"a number from {low} to {high} is expected")
    return Given(number=raw)


def _day(raw: object) -> Given:
    try:
        return Given(day=date.fromisoformat(raw if isinstance(raw, str) else ""))
    except ValueError as wrong:
        raise NotAnAnswer("a date such as 2026-05-03 is expected") from wrong
