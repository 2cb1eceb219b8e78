"""`answerback number`: a number a line, or JSON lines `{"id", "text", "region", "official"}`; JSON lines out.

An answer: `{"id", "input", "e164", "region", "kind", "valid", "masked", "place", "carrier", "spoken",
"lookalike_of", "trick"}`; for what is no number `{"id", "input", "error"}`, with what it is a disguise of.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from answerback.numbers.lookalike import lookalike_of
from answerback.numbers.masks import masked
from answerback.numbers.parsing import NumberError, parse
from answerback.numbers.place import place_of
from answerback.numbers.spoken import spoken


@dataclass(frozen=True)
class Request:
    id: Any
    text: str
    region: str = "CN"
    official: tuple[str, ...] = ()


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: each answer is flushed before the next line is read."""
    lines: Iterable[bytes | str] = getattr(stdin, "buffer", stdin)
    for line in lines:
        text = line.decode("utf-8-sig", "replace") if isinstance(line, bytes) else line
        if text.strip():
            stdout.write(json.dumps(answered(text.strip())) + "\n")
            stdout.flush()
    return 0


def answered(line: str) -> dict[str, Any]:
    try:
        request = requested(line)
    except (ValueError, RecursionError):
        return {"id": None, "input": None, "error": "bad_line"}
    answer: dict[str, Any] = {"id": request.id, "input": request.text}
    try:
        return answer | described(request) | compared(request)
    except NumberError as refused:
        return answer | {"error": refused.code} | compared_anyway(request)


def requested(line: str) -> Request:
    """Raises ValueError for JSON of another shape. A line that is no JSON object is the number itself."""
    if not line.startswith("{"):
        return Request(None, line)
    given = json.loads(line)
    text, region, official = given.get("text"), given.get("region", "CN"), given.get("official", [])
    strings = isinstance(official, list) and all(isinstance(number, str) for number in official)
    if not (isinstance(text, str) and isinstance(region, str) and strings):
        raise ValueError("shape")
    return Request(given.get("id"), text, region, tuple(official))


def described(request: Request) -> dict[str, Any]:
    number = parse(request.text, request.region)
    place = place_of(number.e164)
    return {
        "e164": number.e164,
        "region": number.region,
        "kind": str(number.kind),
        "valid": number.valid,
        "masked": masked(number.e164),
        "place": place.place,
        "carrier": place.carrier,
        "spoken": {"zh": spoken(number.e164), "en": spoken(number.e164, "en")},
    }


def compared(request: Request) -> dict[str, Any]:
    found = lookalike_of(request.text, request.official, request.region) if request.official else None
    return {"lookalike_of": found and found.official, "trick": found and str(found.trick)}


def compared_anyway(request: Request) -> dict[str, Any]:
    try:
        return compared(request)
    except NumberError:
        return {}
