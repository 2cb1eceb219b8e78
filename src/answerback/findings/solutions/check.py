"""The check before a solution is published: it answers with every fault and changes nothing.

Both languages, nothing asked for that a callback never asks for, nothing promised that this wallet cannot do,
time limits that hold together, and always something that somebody does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from answerback.conversations.check import HAN, LATIN_WORD, REFUND
from answerback.conversations.fit import Profile
from answerback.conversations.forbidden import asked_for
from answerback.conversations.guide import HOLE, Text
from answerback.conversations.promises import promises_beyond
from answerback.findings.solutions.content import Line, SolutionText

HOLES = frozenset({"wallet"})


@dataclass(frozen=True)
class Fault:
    """What is wrong (a stable code) and where, such as `steps.ask.zh`."""

    code: str
    where: str = ""


def check(solution: SolutionText, profile: Profile | None = None) -> list[Fault]:
    """Every fault, for this wallet if one is given; empty when it may be published."""
    faults = [*_form(solution), *_words(solution)]
    if profile is not None:
        faults += _wallet(solution, profile)
    return list(dict.fromkeys(faults))


def _form(solution: SolutionText) -> Iterator[Fault]:
    seen = set[str]()
    for step in solution.steps:
        if step.id in seen:
            yield Fault("duplicate_step", f"steps.{step.id}")
        seen.add(step.id)


def _words(solution: SolutionText) -> Iterator[Fault]:
    for where, line in solution.lines():
        for language, words in (("zh", line.text.zh), ("en", line.text.en)):
            yield from (Fault(code, f"{where}.{language}") for code in _word_faults(language, words, line))


def _word_faults(language: str, words: str, line: Line) -> Iterator[str]:
    own = HAN if language == "zh" else LATIN_WORD
    if not own.search(HOLE.sub("", words)) or (language == "en" and HAN.search(words)):
        yield "missing_translation"
    if set(HOLE.findall(words)) - HOLES:
        yield "unknown_hole"
    if REFUND.search(words) and "merchant_refund" not in line.needs:
        yield "refund_word"
    yield from (f"asks_{never.value}" for never in asked_for(words))


def _wallet(solution: SolutionText, profile: Profile) -> Iterator[Fault]:
    if profile.custody not in solution.custody:
        yield Fault("wrong_custody", "custody")
        return
    fitted = solution.fitted(profile)
    for name in ("checks", "steps", "tell", "not_possible", "others"):
        if not getattr(fitted, name):
            yield Fault("nothing_left", name)
    if fitted.hours < sum(step.hours for step in fitted.steps):
        yield Fault("hours_too_few", "hours")
    for where, line in fitted.lines():
        for language in ("zh", "en"):
            if promises_beyond(_in(line.text, language), profile):
                yield Fault("promises_too_much", f"{where}.{language}")


def _in(text: Text, language: str) -> str:
    return text.zh if language == "zh" else text.en
