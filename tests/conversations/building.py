"""Small guides for the tests, and answers to whole guides."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from answerback.conversations.given import DECLINED, SAID, Given
from answerback.conversations.guide import RATHER_NOT_SAY, Choice, Guide, Kind, Step
from answerback.conversations.paths import ancestors
from answerback.conversations.reading import read_guide

CHOOSE = Callable[[Step], Given]


def words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def step(name: str, kind: str = "say", **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "prompt": words("请听我说。", "Please listen.")} | more


def yes_or_no(name: str, yes: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    answers = [
        {"code": "yes", "label": words("是", "Yes")} | (yes or {}),
        {"code": "no", "label": words("否", "No")},
    ]
    prompt = words("到账了吗？", "Has it arrived?")
    return step(name, "choice", answers=answers, prompt=prompt, **more)


def content(
    *problem: dict[str, Any], thanks: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """A whole guide in JSON with these steps as its first part."""
    return {
        "format": "answerback.guide/1",
        "id": "arrival",
        "serves": ["payment_not_arrived"],
        "custody": ["custodial", "mixed"],
        "title": words("到账", "Arrival"),
        "parts": [
            {"part": "problem", "steps": list(problem) or [step("hello")]},
            {"part": "hazards", "steps": [step("safe")]},
            {"part": "suggestions", "steps": [step("ideas")]},
            {"part": "thanks", "steps": thanks or [step("bye", "end")]},
        ],
    } | more


def guide(*problem: dict[str, Any], **more: Any) -> Guide:
    return read_guide(content(*problem, **more))


def random_given(step: Step, dice: random.Random, *, calm: bool = False) -> Given:
    """Some answer that fits; one in eight questions is declined. `calm`: nothing bad has happened."""
    if step.is_question and dice.random() < 0.125:
        return DECLINED
    codes = [one.code for one in calm_choices(step, calm)]
    match step.kind:
        case Kind.CHOICE:
            return Given(codes=(dice.choice(codes),)) if codes else DECLINED
        case Kind.MULTI:
            chosen = [code for code in codes if dice.random() < 0.4]
            return Given(codes=tuple(chosen) or (codes[0],))
        case Kind.TEXT:
            return Given(text="大概是昨天")
        case Kind.NUMBER | Kind.SCALE:
            return Given(number=dice.randint(step.low, step.high))
        case Kind.DATE:
            return Given(day=date(2026, 5, 3))
        case _:
            return SAID


def calm_choices(step: Step, calm: bool) -> list[Choice]:
    return [one for one in step.choices if not (calm and any(map(is_trouble, one.marks)))]


def is_trouble(mark: str) -> bool:
    return mark == "trouble" or mark.startswith("hazard.")


def answers_to_all(guide: Guide, dice: random.Random, *, calm: bool = False) -> dict[str, Given]:
    return {step.id: random_given(step, dice, calm=calm) for step in guide.steps if step.kind is not Kind.END}


def answers_towards(
    guide: Guide, aim: str, code: str, dice: random.Random, *, calm: bool = False
) -> dict[str, Given]:
    """Answers to single choices on the way that do not lead past a step, and the wanted answer there."""
    way = {aim, *ancestors(guide)[aim]}
    found = {}
    for one in guide.steps:
        onward = [choice.code for choice in calm_choices(one, calm) if leads_on(guide, one, choice, way)]
        if one.kind is Kind.CHOICE and one.id in way and onward:
            found[one.id] = Given(codes=(dice.choice(onward),))
    wanted = {"": {}, RATHER_NOT_SAY: {aim: DECLINED}}
    return found | wanted.get(code, {aim: Given(codes=(code,))})


def leads_on(guide: Guide, step: Step, choice: Choice, way: set[str]) -> bool:
    after = guide.target(choice.to) if choice.to else guide.default_after(step)
    return after is not None and after.id in way
