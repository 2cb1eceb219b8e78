"""Every text of an event passes the guard before it is kept: a secret is masked, the event is not lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answerback.callbacks.outcomes import Kind
from answerback.guard import clean
from answerback.intake.shapes import free_text_of, schema_of


def guarded(data: Mapping[str, Any], kind: Kind, *, is_resolution: bool) -> dict[str, Any]:
    """The data with its free texts, and all texts of unknown fields, cleaned."""
    properties = schema_of(kind, is_resolution=is_resolution)["properties"]
    shaped = properties.keys() - free_text_of(kind, is_resolution=is_resolution)
    return {name: value if name in shaped else _clean(value) for name, value in data.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value).text
    if isinstance(value, Mapping):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return value
