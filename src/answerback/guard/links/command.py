"""`answerback link [--list FILE …] [--official FILE] [--no-model]`: a line with a link in, one JSON line each out.

`{"input", "host", "verdict", "reasons", "lookalike_of"}` in order; without a link `{"id", "error", "line", "input"}`.
A line may also be `{"id", "text"}`; its answer then has the `id`. Of several links in a line the worst is told.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from answerback.guard.links.check import Checker, NoLink
from answerback.guard.links.formats import Entry, UnreadableList, read_list
from answerback.guard.links.kinds import Answer
from answerback.json_lines import BadLine, decoded, raw_lines, value_of, write

UNREADABLE = 2


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Streams: each answer is flushed before the next line is read. A bad line gets an error object."""
    asked = arguments(sys.argv[2:])
    try:
        checker = checker_for(asked)
    except (UnreadableList, OSError) as trouble:
        sys.stderr.write(f"answerback link: {trouble}\n")
        return UNREADABLE
    for number, line in enumerate(raw_lines(stdin), start=1):
        answer = answered(line, checker, number)
        if answer is not None:
            write(stdout, answer)
    return 0


def arguments(given: Sequence[str]) -> Namespace:
    """The options; a wrong one ends the command with status 2."""
    parser = ArgumentParser(prog="answerback link", description="Judge links, one a line.")
    parser.add_argument(
        "--list", action="append", default=[], type=Path, metavar="FILE", help="bad hosts; repeat"
    )
    parser.add_argument("--official", type=Path, metavar="FILE", help="your own hosts, one a line")
    parser.add_argument("--no-model", action="store_true", help="rules and lists only")
    return parser.parse_args(given)


def checker_for(asked: Namespace) -> Checker:
    """The checker that the options describe. Raises UnreadableList or OSError with the file's name."""
    official = [entry.host + entry.path for entry in entries_of(asked.official)] if asked.official else []
    entries = (entry for path in asked.list for entry in entries_of(path))
    return Checker(official, entries, model=not asked.no_model)


def entries_of(path: Path) -> Iterator[Entry]:
    """The entries of a file."""
    try:
        yield from read_list(path)
    except UnreadableList as unreadable:
        raise UnreadableList(f"{path}: {unreadable.code}") from None


def answered(line: bytes | str, checker: Checker, number: int) -> dict[str, Any] | None:
    """The answer to one line; None for a blank one."""
    try:
        text = decoded(line).rstrip("\r\n")
        if not text.strip():
            return None
        asked, given = named(text)
    except BadLine as refused:
        return {"id": refused.id, "error": refused.code, "line": number, "input": None}
    try:
        return {**asked, "input": given, **shown(checker.check(given))}
    except NoLink:
        return {"id": None, **asked, "error": "no_link", "line": number, "input": given}


def shown(answer: Answer) -> dict[str, Any]:
    return {
        "host": answer.host,
        "verdict": str(answer.verdict),
        "reasons": [str(reason) for reason in answer.reasons],
        "lookalike_of": answer.lookalike_of,
    }


def named(text: str) -> tuple[dict[str, Any], str]:
    """What the asker calls the line, and the text to look at: a line is the text, or JSON that holds it.

    Raises BadLine for JSON without a text."""
    if not text.lstrip().startswith("{"):
        return {}, text
    try:
        request = value_of(text)
    except BadLine:
        return {}, text
    if not isinstance(request.get("text"), str):
        raise BadLine("no_text", id=request.get("id") if isinstance(request, dict) else None)
    return {"id": request.get("id")}, request["text"]
