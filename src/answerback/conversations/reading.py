"""A guide is read from its JSON and written back. The shape is `schema/guide.v1.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from answerback.conversations import conditions
from answerback.conversations.conditions import Condition
from answerback.conversations.guide import Branch, Choice, Guide, Kind, Part, Step, Text

FORMAT = "answerback.guide/1"
SCHEMA_FILE = Path(__file__).parent / "schema" / "guide.v1.json"
Json = Mapping[str, Any]


class BadGuide(ValueError):
    """The JSON has not the shape of a guide; `problems` lists (JSON pointer, message)."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {what}" for where, what in problems))
        self.problems = tuple(problems)


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return loaded


def shape_problems(content: object) -> list[tuple[str, str]]:
    """Where the JSON departs from the schema: (JSON pointer, message)."""
    errors = Draft202012Validator(schema()).iter_errors(content)
    found = [("/" + "/".join(map(str, error.absolute_path)), error.message) for error in errors]
    return sorted(found)


def read_guide(content: Json) -> Guide:
    """The guide in this JSON. Raises BadGuide."""
    if problems := shape_problems(content):
        raise BadGuide(problems)
    steps = [_step(step, part) for part in content["parts"] for step in part["steps"]]
    return Guide(
        id=content["id"],
        serves=tuple(content["serves"]),
        custody=tuple(content["custody"]),
        title=_text(content["title"]),
        steps=tuple(steps),
    )


def _step(raw: Json, part: Json) -> Step:
    return Step(
        id=raw["id"],
        part=Part(part["part"]),
        kind=Kind(raw["kind"]),
        prompt=_text(raw["prompt"]),
        hint=_text(raw.get("hint")),
        why=_text(raw.get("why")),
        asks=_text(raw.get("asks")),
        personal=raw.get("personal", False),
        offer=raw.get("offer", False),
        thanks=raw.get("thanks", False),
        needs=tuple(raw.get("needs", ())),
        when=_both(part.get("when"), raw.get("when")),
        choices=tuple(_choice(choice) for choice in raw.get("answers", ())),
        branches=tuple(Branch(read_condition(one["when"]), one["to"]) for one in raw.get("branches", ())),
        to=raw.get("next", ""),
        declined_to=raw.get("declined", ""),
        low=raw.get("low", 0),
        high=raw.get("high", 10),
    )


def _text(raw: Json | None) -> Text:
    return Text(raw.get("zh", ""), raw.get("en", "")) if raw else Text()


def _choice(raw: Json) -> Choice:
    marks, needs = tuple(raw.get("marks", ())), tuple(raw.get("needs", ()))
    return Choice(raw["code"], _text(raw["label"]), raw.get("next", ""), marks, needs)


def _both(part: Json | None, step: Json | None) -> Condition | None:
    found = [read_condition(raw) for raw in (part, step) if raw is not None]
    if len(found) == 2:
        return conditions.AllOf(tuple(found))
    return found[0] if found else None


def read_condition(raw: Json) -> Condition:
    """One condition object of the schema."""
    match raw:
        case {"answer": step, "in": codes}:
            return conditions.AnswerIs(step, tuple(codes))
        case {"answer": step}:
            return conditions.Answered(step)
        case {"event": name}:
            return conditions.EventIs(name, tuple(raw.get("in", ())))
        case {"custody": kinds}:
            return conditions.CustodyIs(tuple(kinds))
        case {"open_trouble": expected}:
            return conditions.OpenTrouble(expected)
        case _:
            return _named_or_compound(raw)


def _named_or_compound(raw: Json) -> Condition:
    match raw:
        case {"marked": mark}:
            return conditions.Marked(mark)
        case {"can": capability}:
            return conditions.Can(capability)
        case {"consent": purpose}:
            return conditions.Consented(purpose)
        case {"all": parts}:
            return conditions.AllOf(tuple(read_condition(part) for part in parts))
        case {"any": parts}:
            return conditions.AnyOf(tuple(read_condition(part) for part in parts))
        case _:
            return conditions.Not(read_condition(raw["not"]))
