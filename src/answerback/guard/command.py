"""`answerback guard`: JSON lines `{"id", "text"}` in, `{"id", "redacted", "findings"}` out, in order."""

import json
from collections.abc import Iterable
from math import isfinite
from typing import Any, TextIO

from answerback.guard.kinds import Finding
from answerback.guard.redact import clean


class BadLine(ValueError):
    """`code`: not_utf8, not_json, not_an_object, no_text."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: each answer is flushed before the next line is read. A bad line gets an error object."""
    for number, line in enumerate(raw_lines(stdin), start=1):
        try:
            request = requested(line)
        except BadLine as refused:
            write(stdout, {"id": None, "error": refused.code, "line": number})
            continue
        if request is not None:
            write(stdout, answered(request))
    return 0


def raw_lines(stdin: TextIO) -> Iterable[bytes | str]:
    """Bytes where there are any: one line that is not UTF-8 must not end the stream."""
    return getattr(stdin, "buffer", stdin)


def requested(line: bytes | str) -> dict[str, Any] | None:
    """The object of a line, with its text; None for a blank one."""
    request = parsed(line)
    if request is not None and not isinstance(request.get("text"), str):
        raise BadLine("no_text")
    return request


def parsed(line: bytes | str) -> dict[str, Any] | None:
    """The object of a line; None for a blank one."""
    text = decoded(line)
    if not text.strip():
        return None
    try:
        request = json.loads(text, parse_constant=refuse_constant, parse_float=finite)
    except (ValueError, RecursionError):
        raise BadLine("not_json") from None
    if not isinstance(request, dict):
        raise BadLine("not_an_object")
    return request


def decoded(line: bytes | str) -> str:
    """The text of a line, without a byte order mark."""
    try:
        return line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadLine("not_utf8") from None


def refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON and could not be written back."""
    raise ValueError(name)


def finite(written: str) -> float:
    """1e999 is a number to JSON and infinite to us; it could not be written back."""
    number = float(written)
    if not isfinite(number):
        raise ValueError(written)
    return number


def answered(request: dict[str, Any]) -> dict[str, Any]:
    cleaned = clean(request["text"])
    findings = [shown(finding) for finding in cleaned.findings]
    return {"id": request.get("id"), "redacted": cleaned.text, "findings": findings}


def shown(finding: Finding) -> dict[str, Any]:
    return {
        "kind": str(finding.kind),
        "start": finding.start,
        "end": finding.end,
        "certainty": finding.certainty,
        "action": str(finding.action),
    }


def write(stdout: TextIO, answer: dict[str, Any]) -> None:
    line = json.dumps(answer, ensure_ascii=False)
    if not line.isascii():
        try:
            line.encode(stdout.encoding or "utf-8")
        except UnicodeEncodeError:  # half a surrogate pair, or a terminal that knows no Chinese
            line = json.dumps(answer)
    stdout.write(line + "\n")
    stdout.flush()
