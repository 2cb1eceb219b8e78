"""Pydantic's findings, told as ours: where and why, never the value, nor a name that is a secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from answerback.customers.faults import REASONS, Fault, Invalid, pointer
from answerback.guard import clean

CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "enum": "not_listed",
    "literal_error": "not_listed",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "value_error": "malformed",
    "string_pattern_mismatch": "malformed",
    "uuid_parsing": "malformed",
}
# Ninja puts the place ("body") and the name of the view's argument before the path into the body.
LEADING = 2


def invalid_from(errors: Sequence[Mapping[str, Any]]) -> Invalid:
    """The refusal for a list of pydantic's errors."""
    return Invalid(_fault(error) for error in errors)


def _fault(error: Mapping[str, Any]) -> Fault:
    place = error["loc"][LEADING:] if error["loc"][0] == "body" else error["loc"][1:]
    code = CODES.get(error["type"], "wrong_type" if error["type"].endswith("_type") else "malformed")
    told = [part if isinstance(part, int) else clean(str(part)).text for part in place]
    return Fault(pointer(*told), code if code in REASONS else "malformed")
