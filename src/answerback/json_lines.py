"""Lines in, JSON lines out, for the engines' commands: read as they come, strictly, and answered one by one.

Standard library only, so that a command starts at once.
"""

import json
from collections.abc import Iterable
from math import isfinite
from typing import Any, TextIO


class BadLine(ValueError):
    """One line cannot be read; the rest goes on.

    `code`: not_utf8, not_json, not_an_object, and what the command itself refuses.
    """

    def __init__(self, code: str, *, id: Any = None) -> None:
        """`id`: what the line itself is called, where that could be read."""
        super().__init__(code)
        self.code, self.id = code, id


def raw_lines(stdin: TextIO) -> Iterable[bytes | str]:
    """Bytes where there are any: one line that is not UTF-8 must not end the stream."""
    return getattr(stdin, "buffer", stdin)


def decoded(line: bytes | str) -> str:
    """The text of a line, without a byte order mark."""
    try:
        return line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadLine("not_utf8") from None


def value_of(text: str) -> Any:
    """What strict JSON says."""
    try:
        return json.loads(text, parse_constant=refuse_constant, parse_float=finite)
    except (ValueError, RecursionError):
        raise BadLine("not_json") from None


def object_of(line: bytes | str) -> dict[str, Any] | None:
    """The object of a line; None for a blank one."""
    text = decoded(line)
    if not text.strip():
        return None
    request = value_of(text)
    if not isinstance(request, dict):
        raise BadLine("not_an_object")
    return request


def refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON and could not be written back."""
    raise ValueError(name)


def finite(written: str) -> float:
    """1e999 is a number to JSON and infinite to us; it could not be written back."""
    number = float(written)
    if not isfinite(number):
        raise ValueError(written)
    return number


def write(stdout: TextIO, answer: dict[str, Any]) -> None:
    """One line, flushed: whoever asks may wait for it before asking on."""
    line = json.dumps(answer, ensure_ascii=False)
    if not line.isascii():
        try:
            line.encode(stdout.encoding or "utf-8")
        except UnicodeEncodeError:  # half a surrogate pair, or a terminal that knows no Chinese
            line = json.dumps(answer)
    stdout.write(line + "\n")
    stdout.flush()
