"""The one way of writing a JSON value that is signed (RFC 8225, section 9): sorted keys, no blanks, plain UTF-8."""

import json
from typing import Any


def canonical(value: object) -> bytes:
    """Keys in the order of their code points. Raises ValueError for what UTF-8 or JSON cannot hold.

    The claims of RFC 8225, appendix A:

    >>> canonical({"orig": {"tn": "12155551212"}, "iat": 1471375418, "dest": {"uri": ["sip:alice@example.com"]}})
    b'{"dest":{"uri":["sip:alice@example.com"]},"iat":1471375418,"orig":{"tn":"12155551212"}}'
    """
    return json.dumps(
        value, separators=(",", ":"), sort_keys=True, ensure_ascii=False, allow_nan=False
    ).encode()


def is_canonical(octets: bytes, value: object) -> bool:
    """Whether these octets are the canonical form of the value that was read from them.

    >>> is_canonical(b'{"a":1,"a":1}', {"a": 1})
    False
    """
    try:
        return canonical(value) == octets
    except (ValueError, RecursionError):
        return False


def read_object(octets: bytes) -> dict[str, Any]:
    """A JSON object. Raises ValueError for anything else; a name that stands twice shows in `is_canonical`.

    >>> read_object(b'{"iat":NaN}')
    Traceback (most recent call last):
    ValueError: not JSON: NaN
    """
    try:
        value = json.loads(octets.decode(), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"not JSON: {constant}")
