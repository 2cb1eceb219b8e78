"""What an entry may say in the clear: ids, codes and numbers; no name, telephone number or text."""

import math
import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from answerback.journal.canonical import instant

_CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/#@=-]{0,119}")
_TELEPHONE = re.compile(r"\d{7,15}")  # E.164; the 16 hex digits of a key's id may all be decimal
_EXACT = 2**53 - 1  # the largest integer that JSON keeps (RFC 8785 section 3.2.2.3)


def only_codes(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as JSON values. Raises ValueError naming the key whose value belongs into the payload."""
    return {_key(key): _value(key, value) for key, value in data.items()}


def _key(key: str) -> str:
    if not _CODE.fullmatch(key):
        raise ValueError(f"{key!r} is no name for journal data")
    return key


def _value(key: str, value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case int() | float() if math.isfinite(value) and abs(value) <= _EXACT:
            return value
        case uuid.UUID():
            return str(value)
        case datetime():
            return instant(value)
        case str() if _is_code(value):
            return str(value)
        case list() | tuple():
            return [_value(key, one) for one in value]
        case Mapping():
            return only_codes(value)
        case _:
            raise ValueError(f"journal data {key!r} is no id, code or number: it belongs into the payload")


def _is_code(value: str) -> bool:
    return value == "" or (_CODE.fullmatch(value) is not None and _TELEPHONE.fullmatch(value) is None)
