"""A guide: what an agent says and asks in one kind of follow-up call, step by step.

Pure data. `reading` makes it from JSON, `walk` goes through it, `check` judges it before it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from answerback.conversations.conditions import Condition

RATHER_NOT_SAY = "rather_not_say"
HOLE = re.compile(r"\{([a-z_]*)\}")
HOLES = frozenset({"wallet", "agent"})
OFFER_HOLES = frozenset({"offer"})  # the words of the offer chosen for this customer; in offer steps only
PART_PREFIX = "part:"


class Part(StrEnum):
    """The four parts of every conversation, in this order."""

    PROBLEM = "problem"
    HAZARDS = "hazards"
    SUGGESTIONS = "suggestions"
    THANKS = "thanks"


class Kind(StrEnum):
    SAY = "say"
    INFO = "info"
    CHOICE = "choice"
    MULTI = "multi"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    SCALE = "scale"
    END = "end"


QUESTIONS = frozenset({Kind.CHOICE, Kind.MULTI, Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.SCALE})


@dataclass(frozen=True)
class Text:
    """The same thing said in Chinese and in English; `{wallet}`, `{agent}` and `{offer}` are filled when shown."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def words(self, language: str, names: Mapping[str, str] | None = None) -> str:
        """The text for a BCP 47 language tag; anything but Chinese gets English."""
        text = self.zh if language.lower().startswith("zh") else self.en
        filled = names or {}
        return HOLE.sub(lambda hole: filled.get(hole[1], hole[0]), text)


RATHER_NOT_SAY_WORDS = Text("不方便说", "I would rather not say")


@dataclass(frozen=True)
class Choice:
    """One ready answer. Marks are codes for later stages, such as `trouble` or `hazard.shared_code`."""

    code: str
    label: Text
    to: str = ""
    marks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Branch:
    when: Condition
    to: str


@dataclass(frozen=True)
class Step:
    """One thing the agent says or asks. `asks` and `why` are what the user's page shows about it.

    `offer`: said only with consent and without trouble. `thanks`: thanks that are not an offer, and count as given.
    """

    id: str
    part: Part
    kind: Kind
    prompt: Text
    hint: Text = Text()
    why: Text = Text()
    asks: Text = Text()
    personal: bool = False
    offer: bool = False
    thanks: bool = False
    needs: tuple[str, ...] = ()
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    branches: tuple[Branch, ...] = ()
    to: str = ""
    declined_to: str = ""
    low: int = 0
    high: int = 10

    @property
    def is_question(self) -> bool:
        return self.kind in QUESTIONS

    @property
    def may_be_skipped(self) -> bool:
        """A step that is skipped leads to the next one as written."""
        return self.when is not None or bool(self.needs) or self.offer

    def choice(self, code: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.code == code), None)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text with its place, such as `prompt` or `answers.yes`."""
        yield "prompt", self.prompt
        for name, text in (("hint", self.hint), ("why", self.why), ("asks", self.asks)):
            if text:
                yield name, text
        for choice in self.choices:
            yield f"answers.{choice.code}", choice.label


@dataclass(frozen=True)
class Guide:
    id: str
    serves: tuple[str, ...]
    custody: tuple[str, ...]
    title: Text
    steps: tuple[Step, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {step.id: index for index, step in enumerate(self.steps)}

    def following(self, step: Step) -> Step | None:
        """The next step as written, whatever was answered."""
        index = self._order[step.id] + 1
        return self.steps[index] if index < len(self.steps) else None

    def target(self, name: str) -> Step | None:
        """The step a jump names; `part:hazards` names the first step of that part."""
        if name.startswith(PART_PREFIX):
            wanted = name.removeprefix(PART_PREFIX)
            return next((step for step in self.steps if step.part == wanted), None)
        return self.by_id.get(name)

    def default_after(self, step: Step) -> Step | None:
        return self.target(step.to) if step.to else self.following(step)

    def successors(self, step: Step) -> list[Step]:
        """Every step that may come directly after this one, each once."""
        if step.kind is Kind.END:
            return []
        found = [self.target(name) for name in _jumps(step)]
        if not _always_jumps(step):
            found.append(self.default_after(step))
        if step.may_be_skipped:
            found.append(self.following(step))
        return list(dict.fromkeys(after for after in found if after is not None))


def _jumps(step: Step) -> list[str]:
    names = (
        [choice.to for choice in step.choices] + [branch.to for branch in step.branches] + [step.declined_to]
    )
    return [name for name in names if name]


def _always_jumps(step: Step) -> bool:
    return step.kind is Kind.CHOICE and bool(step.declined_to) and all(choice.to for choice in step.choices)
