"""A solution is read from its JSON. The shape is `schema/solution.v1.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator

from answerback.conversations.guide import Text
from answerback.conversations.models import VersionState
from answerback.conversations.reading import read_condition
from answerback.findings.solutions.content import Fit, Line, SolutionText, Step
from answerback.findings.solutions.models import SolutionVersion
from answerback.texts.nested import texts_in

FORMAT = "answerback.solution/1"
SCHEMA_FILE = Path(__file__).parent / "schema" / "solution.v1.json"
NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
Json = Mapping[str, Any]


class BadSolution(ValueError):
    """The JSON has not the shape of a solution; `problems` lists (JSON pointer, message)."""

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
    found = sorted(("/" + "/".join(map(str, error.absolute_path)), error.message) for error in errors)
    if any(NO_CHARACTER.search(text) for text in texts_in(content)):
        found.append(("/", "NUL or half a surrogate pair: no database and no page can hold it"))
    return found


def read_solution(content: Json) -> SolutionText:
    """The solution in this JSON. Raises BadSolution."""
    if problems := shape_problems(content):
        raise BadSolution(problems)
    return SolutionText(
        slug=content["slug"],
        problem=content["problem"],
        custody=tuple(content["custody"]),
        title=_text(content["title"]),
        hours=content["hours"],
        fits=tuple(_fit(one) for one in content["fits"]),
        steps=tuple(_step(one) for one in content["steps"]),
        checks=_lines(content["checks"]),
        tell=_lines(content["tell"]),
        not_possible=_lines(content["not_possible"]),
        others=_lines(content["others"]),
    )


def content_of(version: SolutionVersion) -> SolutionText:
    """The solution in a version. A published one never changes and is read once per process."""
    if version.state == VersionState.DRAFT:
        return read_solution(version.content)
    return _published(version.wallet_id, version.id)


@lru_cache(maxsize=512)
def _published(wallet_id: UUID, version_id: UUID) -> SolutionText:
    return read_solution(SolutionVersion.objects.for_wallet(wallet_id).get(id=version_id).content)


def _text(raw: Json) -> Text:
    return Text(raw["zh"], raw["en"])


def _fit(raw: Json) -> Fit:
    return Fit(read_condition(raw["when"]), raw["weight"], _text(raw["because"]))


def _line(raw: Json) -> Line:
    needs, lacks, custody = (frozenset(raw.get(name, ())) for name in ("needs", "lacks", "custody"))
    return Line(_text(raw), needs, lacks, custody)


def _lines(raws: Sequence[Json]) -> tuple[Line, ...]:
    return tuple(_line(raw) for raw in raws)


def _step(raw: Json) -> Step:
    how = _line(raw["how"]) if "how" in raw else None
    return Step(raw["id"], raw["doer"], raw["hours"], _line(raw), how)
