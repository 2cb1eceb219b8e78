"""The committed JSON Schemas, one per event type, and what they find wrong with an event's data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Fault, pointer
from answerback.intake.moments import read_moment

CODES = {
    "required": "missing",
    "type": "wrong_type",
    "enum": "not_listed",
    "pattern": "malformed",
    "format": "malformed",
    "maxLength": "too_long",
    "maximum": "too_long",
    "minLength": "too_short",
    "minimum": "too_short",
}
MOST_FAULTS = 50
_formats = FormatChecker(formats=())


@_formats.checks("date-time")
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or read_moment(value) is not None


@cache
def schema_of(kind: Kind, *, is_resolution: bool) -> dict[str, Any]:
    """The JSON Schema of `data` for this type of event."""
    name = f"{kind.value}.resolved.json" if is_resolution else f"{kind.value}.json"
    text = resources.files("answerback.intake").joinpath("schema", name).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _validator(kind: Kind, is_resolution: bool) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind, is_resolution=is_resolution), format_checker=_formats)


def faults_in(data: Mapping[str, Any], kind: Kind, *, is_resolution: bool) -> Iterator[Fault]:
    """What is wrong with the data, as pointers under `/data`; never the values."""
    for number, error in enumerate(_validator(kind, is_resolution).iter_errors(data)):
        if number == MOST_FAULTS:
            return
        yield from _faults(error)


def _faults(error: ValidationError) -> Iterator[Fault]:
    place = ("data", *error.absolute_path)
    if error.validator != "required":
        yield Fault(pointer(*place), CODES[str(error.validator)])
        return
    required, instance = cast("list[str]", error.validator_value), cast("dict[str, Any]", error.instance)
    for name in required:
        if name not in instance:
            yield Fault(pointer(*place, name), "missing")


@cache
def free_text_of(kind: Kind, *, is_resolution: bool) -> frozenset[str]:
    """The fields whose shape is not fixed by the schema; with unknown fields, these pass the guard."""
    properties = schema_of(kind, is_resolution=is_resolution)["properties"]
    return frozenset(
        name
        for name, one in properties.items()
        if one["type"] == "string" and not {"pattern", "enum", "format"} & one.keys()
    )
