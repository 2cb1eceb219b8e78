"""The solutions that come with Answerback: `ready/*.json`, one file each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from answerback.findings.solutions.content import SolutionText
from answerback.findings.solutions.reading import read_solution

FOLDER = Path(__file__).parent / "ready"


def ready_names() -> list[str]:
    """Their slugs, in order; each is the name of its file."""
    return sorted(file.stem for file in FOLDER.glob("*.json"))


def ready_content(name: str) -> dict[str, Any]:
    """The JSON of one ready-made solution."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return content


@cache
def ready_solution(name: str) -> SolutionText:
    """One ready-made solution."""
    return read_solution(ready_content(name))


def ready_for(custody: str) -> list[str]:
    """The slugs of those for wallets of this custody."""
    return [name for name in ready_names() if custody in ready_solution(name).custody]
