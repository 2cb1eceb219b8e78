"""The one form of a value: instants, and payloads as canonical JSON (RFC 8785)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.core.serializers.json import DjangoJSONEncoder

_NOT_IN_A_DATABASE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}")


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds.

    >>> instant(datetime(2026, 5, 3, 14, 20, tzinfo=UTC))
    '2026-05-03T14:20:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(codes: Mapping[str, Any]) -> bytes:
    """Canonical JSON of what `only_codes` lets through; several times as fast as the general way.

    With ASCII keys and without floats Python's own JSON is canonical (RFC 8785 section 3.2).
    """
    if _has_float(codes):
        return rfc8785.dumps(dict(codes))
    return json.dumps(codes, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def payload_text(payload: Mapping[str, Any]) -> str:
    """A payload as canonical JSON: dates, UUIDs and lazy sentences as text, integers beyond 2**53 too.

    NUL and lone surrogates, which PostgreSQL refuses, become U+FFFD.

    >>> payload_text({"b": 1, "a": "李雷"})
    '{"a":"李雷","b":1}'
    """
    plain = json.loads(json.dumps(dict(payload), cls=DjangoJSONEncoder), parse_int=_exact)
    return rfc8785.dumps(_storable(plain)).decode()


def read_payload(text: str) -> dict[str, Any]:
    """A payload again, as far as JSON can tell."""
    payload: dict[str, Any] = json.loads(text)
    return payload


def _has_float(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_float(one) for one in value.values())
    return isinstance(value, float) or (isinstance(value, list) and any(_has_float(one) for one in value))


def _exact(digits: str) -> int | str:
    """An integer that JSON's doubles cannot hold stays exact as text."""
    return digits if abs(int(digits)) > 2**53 - 1 else int(digits)


def _storable(value: Any) -> Any:
    match value:
        case str():
            return value.translate(_NOT_IN_A_DATABASE)
        case list():
            return [_storable(one) for one in value]
        case dict():
            return {key.translate(_NOT_IN_A_DATABASE): _storable(one) for key, one in value.items()}
        case _:
            return value
