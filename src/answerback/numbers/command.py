"""`answerback number [--official FILE] [--region CC]`: a number a line, or JSON lines; JSON lines out.

In: the number itself, or `{"id", "text", "region", "official"}`. Out: `{"id", "input", "e164", "region", "kind",
"valid", "masked", "place", "carrier", "spoken", "lookalike_of", "trick"}`; for what is no number, and for a line that
cannot be read, `{"id", "error", "line", "input", "lookalike_of", "trick"}`.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from answerback.json_lines import BadLine, decoded, raw_lines, value_of, write
from answerback.numbers.lookalike import lookalike_of
from answerback.numbers.masks import masked
from answerback.numbers.parsing import NumberError, parse, tidy
from answerback.numbers.place import place_of
from answerback.numbers.spoken import spoken

UNREADABLE = 2
NOTHING: dict[str, Any] = {"lookalike_of": None, "trick": None}


@dataclass(frozen=True)
class Request:
    id: Any
    text: str
    region: str = "CN"
    official: tuple[str, ...] = ()


def main(stdin: TextIO, stdout: TextIO) -> int:
    """The command as it is typed."""
    asked = arguments(sys.argv[2:])
    try:
        official = numbers_in(asked.official) if asked.official else ()
    except (OSError, UnicodeDecodeError, NumberError) as trouble:
        sys.stderr.write(f"answerback number: {asked.official}: {trouble}\n")
        return UNREADABLE
    return answer_lines(stdin, stdout, official=official, region=asked.region)


def arguments(given: Sequence[str]) -> Namespace:
    """The options; a wrong one ends the command with status 2."""
    parser = ArgumentParser(
        prog="answerback number", description="Read and compare phone numbers, one a line."
    )
    parser.add_argument("--official", type=Path, metavar="FILE", help="your own numbers, one a line")
    parser.add_argument(
        "--region", default="CN", metavar="CC", help="country of numbers without a code (ISO 3166)"
    )
    return parser.parse_args(given)


def numbers_in(path: Path) -> tuple[str, ...]:
    """The official numbers of a file, in E.164 or short. Raises NumberError for a line that is none."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8-sig").splitlines())
    return tuple(parse(line).e164 for line in lines if line)


def answer_lines(stdin: TextIO, stdout: TextIO, *, official: tuple[str, ...] = (), region: str = "CN") -> int:
    """Streams: each answer is flushed before the next line is read. A bad line gets an error object."""
    for number, line in enumerate(raw_lines(stdin), start=1):
        try:
            text = decoded(line).strip()
            answer = answered(text, official=official, region=region, line_number=number) if text else None
        except BadLine as refused:
            answer = {"id": refused.id, "error": refused.code, "line": number, "input": None, **NOTHING}
        if answer is not None:
            write(stdout, answer)
    return 0


def answered(
    line: str, *, official: tuple[str, ...] = (), region: str = "CN", line_number: int = 1
) -> dict[str, Any]:
    """The answer to one line. Raises BadLine."""
    request = requested(line, official, region)
    try:
        return {"id": request.id, "input": request.text, **described(request), **compared(request)}
    except NumberError as refused:
        error = {"id": request.id, "error": refused.code, "line": line_number, "input": request.text}
        return error | compared_anyway(request)


def requested(line: str, official: tuple[str, ...], region: str) -> Request:
    """A line that begins no JSON object is the number itself."""
    if not line.startswith("{"):
        return Request(None, line, region, official)
    given = value_of(line)
    if not isinstance(given.get("text"), str):
        raise BadLine("no_text", id=given.get("id"))
    if not isinstance(given.get("region", region), str):
        raise BadLine("bad_region", id=given.get("id"))
    own = given.get("official", list(official))
    if not (isinstance(own, list) and all(is_number(number) for number in own)):
        raise BadLine("bad_official", id=given.get("id"))
    return Request(given.get("id"), given["text"], given.get("region", region), tuple(own))


def is_number(given: object) -> bool:
    try:
        return isinstance(given, str) and tidy(given) != ""
    except NumberError:
        return False


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
    found = lookalike_of(request.text, request.official, request.region)
    return {"lookalike_of": found and found.official, "trick": found and str(found.trick)}


def compared_anyway(request: Request) -> dict[str, Any]:
    try:
        return compared(request)
    except NumberError:
        return NOTHING
