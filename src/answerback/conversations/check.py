"""The check before a guide is published. A question: it answers with every fault, and changes nothing.

Shape (every step reachable, every path ends, no circle), words (both languages, nothing forbidden asked for),
and the wallet (nothing it cannot do).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from answerback.conversations import conditions
from answerback.conversations.conditions import Condition, leaves
from answerback.conversations.fit import Profile
from answerback.conversations.forbidden import asked_for
from answerback.conversations.guide import (
    HOLE,
    HOLES,
    OFFER_HOLES,
    RATHER_NOT_SAY,
    Guide,
    Kind,
    Part,
    Step,
    Text,
)
from answerback.conversations.paths import ancestors, reachable, steps_in_circles, steps_without_end
from answerback.conversations.personal import is_personal
from answerback.conversations.promises import promises_beyond

HAN = re.compile("[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Only a merchant refunds; a confirmed transfer on a chain never shows the word (DESIGN, section 9).
REFUND = re.compile(r"退款|退錢|退钱|\brefund", re.IGNORECASE)
WITH_CHOICES = frozenset({Kind.CHOICE, Kind.MULTI})


@dataclass(frozen=True)
class Fault:
    """What is wrong (a stable code), in which step ("" is the guide), and where, such as `prompt.zh`."""

    code: str
    step: str = ""
    where: str = ""


def check(guide: Guide, profile: Profile | None = None) -> list[Fault]:
    """Every fault of the guide, for this wallet if one is given; empty when it may be published."""
    faults = [*_form(guide), *_conditions(guide), *_words(guide)]
    if not any(fault.code in ("unknown_target", "duplicate_step") for fault in faults):
        faults += _paths(guide)
    if profile is not None:
        faults += _wallet(guide, profile)
    return list(dict.fromkeys(faults))


def _form(guide: Guide) -> Iterator[Fault]:
    for part in Part:
        if not any(step.part is part for step in guide.steps):
            yield Fault("missing_part", where=part.value)
    seen = set[str]()
    for step in guide.steps:
        if step.id in seen:
            yield Fault("duplicate_step", step.id)
        seen.add(step.id)
        yield from _form_of_step(guide, step)


def _form_of_step(guide: Guide, step: Step) -> Iterator[Fault]:
    codes = [choice.code for choice in step.choices]
    if step.kind in WITH_CHOICES and not codes:
        yield Fault("no_answers", step.id)
    if step.kind not in WITH_CHOICES and codes:
        yield Fault("answers_not_wanted", step.id)
    for code in sorted({code for code in codes if codes.count(code) > 1 or code == RATHER_NOT_SAY}):
        yield Fault("duplicate_answer", step.id, f"answers.{code}")
    if step.kind is Kind.SCALE and step.low >= step.high:
        yield Fault("bad_scale", step.id)
    if step.offer and step.part is not Part.THANKS:
        yield Fault("offer_outside_thanks", step.id)
    if step.thanks and step.offer:
        yield Fault("thanks_with_offer", step.id)
    if step.kind is Kind.END and (step.when is not None or step.needs or step.offer):
        yield Fault("conditional_end", step.id)
    for where, name in _jumps(step):
        if name and guide.target(name) is None:
            yield Fault("unknown_target", step.id, where)


def _jumps(step: Step) -> Iterator[tuple[str, str]]:
    yield "next", step.to
    yield "declined", step.declined_to
    for choice in step.choices:
        yield f"answers.{choice.code}", choice.to
    for number, branch in enumerate(step.branches):
        yield f"branches.{number}", branch.to


def _conditions(guide: Guide) -> Iterator[Fault]:
    before = ancestors(guide)
    marks = {mark for step in guide.steps for choice in step.choices for mark in choice.marks}
    for step in guide.steps:
        own = [("when", step.when)] + [(f"branches.{n}", one.when) for n, one in enumerate(step.branches)]
        for where, condition in own:
            earlier = before.get(step.id, frozenset()) | ({step.id} if where != "when" else frozenset())
            for leaf in leaves(condition):
                if not _is_sound(guide, leaf, earlier, marks):
                    yield Fault("bad_condition", step.id, where)


def _is_sound(guide: Guide, leaf: Condition, earlier: frozenset[str], marks: set[str]) -> bool:
    """Does it speak of an earlier question and of answers it has, or of a kind of mark that answers give?"""
    match leaf:
        case conditions.Answered(step):
            return step in earlier
        case conditions.AnswerIs(step, codes):
            known = {choice.code for choice in guide.by_id[step].choices} if step in guide.by_id else set()
            return step in earlier and known.union({RATHER_NOT_SAY}).issuperset(codes)
        case conditions.Marked(mark):
            return any(one.split(".")[0] == mark.split(".")[0] for one in marks)
        case _:
            return True


def _paths(guide: Guide) -> Iterator[Fault]:
    reached = reachable(guide)
    questions: tuple[tuple[str, Callable[[Guide], set[str]]], ...] = (
        ("unreachable", lambda one: {step.id for step in one.steps} - reached),
        ("loop", steps_in_circles),
        ("no_end", steps_without_end),
    )
    for code, question in questions:
        found = question(guide)
        yield from (Fault(code, step.id) for step in guide.steps if step.id in found)


def _words(guide: Guide) -> Iterator[Fault]:
    yield from _translated(guide.title, "", "title")
    for step in guide.steps:
        for where, text in step.texts():
            yield from _translated(text, step.id, where, holes=HOLES | OFFER_HOLES if step.offer else HOLES)
            yield from _spoken(step, where, text)
        if is_personal(step) and not (step.why.zh and step.why.en):
            yield Fault("personal_without_why", step.id, "why")


def _translated(text: Text, step: str, where: str, *, holes: frozenset[str] = HOLES) -> Iterator[Fault]:
    for language, words, own in (("zh", text.zh, HAN), ("en", text.en, LATIN_WORD)):
        foreign = language == "en" and HAN.search(words)
        if (not own.search(HOLE.sub("", words)) and not _is_symbolic(text)) or foreign:
            yield Fault("missing_translation", step, f"{where}.{language}")
        if set(HOLE.findall(words)) - holes:
            yield Fault("unknown_hole", step, f"{where}.{language}")


def _is_symbolic(text: Text) -> bool:
    """The name of a chain or product, the same in both languages, such as `EOS`."""
    return bool(text.zh) and text.zh == text.en and len(text.zh) <= 40 and " " not in text.zh


def _spoken(step: Step, where: str, text: Text) -> Iterator[Fault]:
    for language, words in (("zh", text.zh), ("en", text.en)):
        for never in asked_for(words):
            yield Fault(f"asks_{never.value}", step.id, f"{where}.{language}")
        if REFUND.search(words) and "merchant_refund" not in step.needs:
            yield Fault("refund_word", step.id, f"{where}.{language}")


def _wallet(guide: Guide, profile: Profile) -> Iterator[Fault]:
    if profile.custody not in guide.custody:
        yield Fault("wrong_custody")
    for step in guide.steps:
        wanted = {*step.needs, *(need for choice in step.choices for need in choice.needs)}
        for capability in sorted(wanted - profile.capabilities):
            yield Fault("wallet_cannot", step.id, capability)
        for choice in step.choices:
            capability = _action(choice.marks)
            if capability and capability not in profile.capabilities:
                yield Fault("wallet_cannot", step.id, f"answers.{choice.code}")
        for where, text in step.texts():
            for language, words in (("zh", text.zh), ("en", text.en)):
                if promises_beyond(words, profile):
                    yield Fault("promises_too_much", step.id, f"{where}.{language}")


ACTIONS = frozenset(
    {
        "unlock_account",
        "freeze_account",
        "recall_transfer",
        "change_number",
        "ask_recipient",
        "ask_platform",
        "merchant_refund",
    }
)


def _action(marks: tuple[str, ...]) -> str:
    """The capability that a mark such as `action.unlock_account` calls for."""
    names = (mark.removeprefix("action.") for mark in marks if mark.startswith("action."))
    return next((name for name in names if name in ACTIONS), "")
