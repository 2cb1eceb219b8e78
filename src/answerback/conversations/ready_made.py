"""The guides that come with Answerback: `ready/*.json`, with shared parts from `ready/parts/*.json`.

In a step list, {"use": "suggestions"} stands for the steps of `ready/parts/suggestions.json`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from answerback.conversations.guide import Guide
from answerback.conversations.reading import read_guide

FOLDER = Path(__file__).parent / "ready"


def ready_names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.json"))


@cache
def ready_guide(name: str) -> Guide:
    return read_guide(ready_content(name))


def ready_guides_for(custody: str) -> list[Guide]:
    """The ready-made guides for wallets of this custody."""
    return [guide for guide in map(ready_guide, ready_names()) if custody in guide.custody]


def ready_content(name: str) -> dict[str, Any]:
    """The JSON of one ready-made guide, with its shared parts filled in."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    parts = [part | {"steps": _filled(part["steps"])} for part in content["parts"]]
    return content | {"parts": parts}


def _filled(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    filled: list[dict[str, Any]] = []
    for step in steps:
        filled += _shared(step["use"]) if "use" in step else [step]
    return filled


def _shared(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((FOLDER / "parts" / f"{name}.json").read_text("utf-8"))
    return loaded
