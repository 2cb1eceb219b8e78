"""The words of a guide, one pair of texts at a time: to read side by side, to edit, to compare."""

from __future__ import annotations

import copy
import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PLACES = ("prompt", "hint", "why", "asks")
LANGUAGES = ("zh", "en")
Json = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """One text in both languages; `name` is its place, such as `greeting/prompt` or `greeting/answers.yes`."""

    name: str
    place: str
    zh: str
    en: str


@dataclass(frozen=True)
class StepShown:
    """A step as it is read: its texts, and where each answer leads."""

    id: str
    kind: str
    pairs: list[Pair]
    leads: list[str]
    personal: bool


@dataclass(frozen=True)
class PartShown:
    """One of the four parts."""

    part: str
    steps: list[StepShown]


@dataclass(frozen=True)
class Change:
    """One line of a comparison: `sign` is "+", "-" or " "."""

    sign: str
    text: str


def shown(content: Json) -> list[PartShown]:
    """The guide part by part."""
    return [PartShown(part["part"], [_step(step) for step in part["steps"]]) for part in content["parts"]]


def title_of(content: Json) -> Pair:
    """The guide's own title."""
    return Pair("title", "title", content["title"].get("zh", ""), content["title"].get("en", ""))


def with_words(content: Json, posted: Mapping[str, str]) -> Json:
    """A copy of the guide with the posted texts (`greeting/prompt.zh`) in their places."""
    edited = copy.deepcopy(content)
    for name, text in _texts(edited):
        for language in LANGUAGES:
            said = posted.get(f"{name}.{language}")
            if said is not None:
                text[language] = said.replace("\r\n", "\n").strip()
    return edited


def changes(before: Json, after: Json) -> list[Change]:
    """What differs, line by line, with a line of context."""
    found = difflib.unified_diff(_lines(before), _lines(after), lineterm="", n=1)
    return [Change(line[0], line[1:]) for line in found if line[:3] not in ("---", "+++") and line[0] != "@"]


def _texts(content: Json) -> Iterator[tuple[str, Json]]:
    yield "title", content["title"]
    for part in content["parts"]:
        for step in part["steps"]:
            yield from ((f"{step['id']}/{place}", step[place]) for place in PLACES if place in step)
            for answer in step.get("answers", ()):
                yield f"{step['id']}/answers.{answer['code']}", answer["label"]


def _step(step: Json) -> StepShown:
    pairs = [_pair(step["id"], place, step[place]) for place in PLACES if place in step]
    pairs += [_pair(step["id"], f"answers.{one['code']}", one["label"]) for one in step.get("answers", ())]
    return StepShown(step["id"], step["kind"], pairs, list(_leads(step)), bool(step.get("personal")))


def _pair(step: str, place: str, text: Json) -> Pair:
    return Pair(f"{step}/{place}", place, text.get("zh", ""), text.get("en", ""))


def _leads(step: Json) -> Iterator[str]:
    for answer in step.get("answers", ()):
        if answer.get("next"):
            yield f"{answer['code']} → {answer['next']}"
    for branch in step.get("branches", ()):
        yield f"{json.dumps(branch['when'], ensure_ascii=False)} → {branch['to']}"
    for name in ("next", "declined"):
        if step.get(name):
            yield f"{name} → {step[name]}"


def _lines(content: Json) -> list[str]:
    """The guide as lines that can be compared: words first, then everything else of each step."""
    lines = [f"title.{language}: {content['title'].get(language, '')}" for language in LANGUAGES]
    for part in content["parts"]:
        for step in part["steps"]:
            lines += _step_lines(step)
    return lines


def _step_lines(step: Json) -> list[str]:
    words = [(pair, language) for pair in _step(step).pairs for language in LANGUAGES]
    lines = [f"{pair.name}.{language}: {getattr(pair, language)}" for pair, language in words]
    rest = {name: value for name, value in step.items() if name not in (*PLACES, "answers", "id")}
    answers = [{name: one[name] for name in one if name != "label"} for one in step.get("answers", ())]
    said = json.dumps(rest | {"answers": answers}, ensure_ascii=False, sort_keys=True)
    return [*lines, f"{step['id']}: {said}"]
