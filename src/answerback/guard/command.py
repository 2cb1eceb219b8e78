"""`answerback guard`: JSON lines `{"id", "text"}` in, `{"id", "redacted", "findings"}` out, in order."""

from typing import Any, TextIO

from answerback.guard.redact import clean
from answerback.json_lines import BadLine, object_of, raw_lines, write


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: each answer is flushed before the next line is read. A bad line gets an error object."""
    for number, line in enumerate(raw_lines(stdin), start=1):
        try:
            request = requested(line)
        except BadLine as refused:
            write(stdout, {"id": refused.id, "error": refused.code, "line": number})
            continue
        if request is not None:
            write(stdout, answered(request))
    return 0


def requested(line: bytes | str) -> dict[str, Any] | None:
    """The object of a line, with its text; None for a blank one."""
    request = object_of(line)
    if request is not None and not isinstance(request.get("text"), str):
        raise BadLine("no_text", id=request.get("id"))
    return request


def answered(request: dict[str, Any]) -> dict[str, Any]:
    cleaned = clean(request["text"])
    findings = [finding.as_plain() for finding in cleaned.findings]
    return {"id": request.get("id"), "redacted": cleaned.text, "findings": findings}
