"""CSV as people's programs write it (RFC 4180 and its relatives): where a record ends, and where its cells stand."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

from answerback.scanning.layers import Laid, straight

DELIMITERS = ",;\t|"
QUOTE = '"'
ENDS = "\r\n"
LONGEST_HEADING = 64


def delimiter_of(sample: str) -> str:
    """The delimiter that divides most of the first lines, quoted words left aside."""
    bare = re.sub(r'"[^"]*"', "", sample)
    rows = [line for line in bare.splitlines()[:20] if line]
    counts = Counter({sign: sum(sign in line for line in rows) for sign in DELIMITERS})
    return max(DELIMITERS, key=lambda sign: (counts[sign], bare.count(sign)))


def ends_inside(line: str, delimiter: str, *, inside: bool) -> bool:
    """Whether a quoted cell is still open at the end of this line; `inside`: whether it was at its start."""
    at = 0
    while at < len(line):
        if inside:
            at = _after_quoted(line, at)
            if at < 0:
                return True
            inside = False
        following = line.find(delimiter, at)
        if following < 0 and not line.startswith(QUOTE, at):
            return False
        if line.startswith(QUOTE, at) and (at == 0 or line[at - 1] == delimiter):
            inside, at = True, at + 1
        else:
            at = following + 1 if following >= 0 else len(line)
    return inside


def _after_quoted(line: str, at: int, end: int = sys.maxsize) -> int:
    """Behind the quotation mark that closes the cell; -1 when none does. Two of them are one that stays."""
    while (at := line.find(QUOTE, at, end)) >= 0:
        if not line.startswith(QUOTE, at + 1, end):
            return at + 1
        at += 2
    return -1


def cells(record: str, delimiter: str) -> list[Laid]:
    """The cells of one record, each with its place in the record."""
    found, at, end = [], 0, len(record.rstrip(ENDS))
    while True:
        cell, at = _cell(record, at, end, delimiter)
        found.append(cell)
        if at >= end:
            break
        at += 1
        if at == end:
            found.append(straight("", end))
            break
    return found


def _cell(record: str, at: int, end: int, delimiter: str) -> tuple[Laid, int]:
    """One cell and where it ends; words behind the closing mark belong to it, as every reader takes them."""
    if not record.startswith(QUOTE, at) or at >= end:
        stop = _until(record, delimiter, at, end)
        return straight(record[at:stop], at), stop
    closed = _after_quoted(record, at + 1, end)
    if closed < 0:
        return straight(record[at + 1 : end], at + 1), end
    stop = _until(record, delimiter, closed, end)
    return _unquoted(record, at + 1, closed - 1, stop), stop


def _until(record: str, delimiter: str, at: int, end: int) -> int:
    found = record.find(delimiter, at, end)
    return end if found < 0 else found


def _unquoted(record: str, start: int, mark: int, stop: int) -> Laid:
    """Quoted words `[start, mark)` with each pair of marks as one, and what follows the mark up to `stop`."""
    if QUOTE not in record[start:mark] and stop == mark + 1:
        return straight(record[start:mark], start)
    text, starts, ends = [], list[int](), list[int]()
    for at, past in [*_signs(record, start, mark), *((at, at + 1) for at in range(mark + 1, stop))]:
        text.append(record[at])
        starts.append(at)
        ends.append(past)
    return Laid("".join(text), starts, ends)


def _signs(record: str, start: int, mark: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < mark:
        past = at + 2 if record[at] == QUOTE else at + 1
        yield at, past
        at = past


def headings(first: list[Laid]) -> list[str]:
    """The first record as names of columns; empty when it looks like data (blank, long or numeric cells)."""
    names = [cell.text.strip() for cell in first]
    alike = all(name and len(name) <= LONGEST_HEADING and not _is_value(name) for name in names)
    return names if alike and len(set(names)) == len(names) else []


def _is_value(name: str) -> bool:
    return bool(re.search(r"\d{4}|@", name)) or not re.search(r"[^\W\d]", name)
