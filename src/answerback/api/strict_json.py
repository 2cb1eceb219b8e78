"""JSON read strictly (RFC 8259, I-JSON RFC 7493): what two readers could read differently is refused."""

from __future__ import annotations

import json
import math
from typing import Any

from answerback.api.refusals import AmbiguousJson, BrokenJson

LARGEST_INTEGER = 2**53 - 1


def read_json(body: bytes) -> Any:
    """The value. Raises `BrokenJson` or `AmbiguousJson`; neither repeats what was sent."""
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_integer,
            parse_float=_finite,
        )
        # An escaped half of a surrogate pair is a character that no UTF-8 can carry.
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as refused:
        raise BrokenJson(line=refused.lineno, column=refused.colno) from None
    except UnicodeDecodeError:
        raise BrokenJson(line="?", column="?") from None
    except (UnicodeEncodeError, RecursionError):
        # CPython's own reader stops safely at its recursion limit, 1000 levels by default.
        raise AmbiguousJson from None
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise AmbiguousJson
    return made


def _no_constant(name: str) -> float:
    raise AmbiguousJson


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        raise AmbiguousJson
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise AmbiguousJson
    return number
