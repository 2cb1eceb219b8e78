"""The words of an HTML page as a reader sees them, each with its place in the source; and what stands in its tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from answerback.scanning.layers import Laid, joined, straight

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
SILENT = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
APART = {"td": " ", "th": " ", "option": " "}
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|code|em|font|i|img|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u|wbr", re.ASCII
)


def seen(source: str) -> Laid:
    """What is read on the page. Words divided by inline tags only (`<b>42</b>0774`) are one word."""
    text, starts, ends = [], list[int](), list[int]()
    for sign, start, end in _signs(source):
        text.append(sign)
        starts.append(start)
        ends.append(end)
    return Laid("".join(text), starts, ends)


def tags(source: str) -> Laid:
    """The tags themselves, one a line: addresses and values that nobody sees, but that are kept."""
    found = [straight(source[start:end], start) for start, end, _name in _tags(source) if end - start > 8]
    return joined(found, "\n")


def _signs(source: str) -> Iterator[tuple[str, int, int]]:
    done = 0
    for start, end, name in _tags(source):
        yield from _words(source, done, start)
        if not INLINE.fullmatch(name):
            yield APART.get(name, "\n"), end, end
        done = end
    yield from _words(source, done, len(source))


def _words(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    done = start
    for entity in ENTITY.finditer(source, start, end):
        yield from ((source[at], at, at + 1) for at in range(done, entity.start()))
        for sign in html.unescape(entity[0]):
            yield sign, entity.start(), entity.end()
        done = entity.end()
    yield from ((source[at], at, at + 1) for at in range(done, end))


def _tags(source: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each tag and comment; scripts and styles to their end are one."""
    at = source.find("<")
    while at >= 0:
        end, name = _tag(source, at)
        if end > at:
            yield at, end, name
        at = source.find("<", max(end, at + 1))


def _tag(source: str, at: int) -> tuple[int, str]:
    """Where the tag at this place ends, and its name; `at` itself when it is no tag."""
    if source.startswith("<!--", at):
        return _past(source, "-->", at + 4), "b"
    match = TAG.match(source, at)
    if match is None:
        return (_past(source, ">", at), "b") if source.startswith(("<!", "<?"), at) else (at, "")
    name = match[1].lower()
    end = _past(source, ">", at)
    if name in SILENT and source[at + 1] != "/":
        closing = SILENT[name].search(source, end)
        return closing.start() if closing else len(source), name
    return end, name


def _past(source: str, sign: str, at: int) -> int:
    """Behind the sign; the end when it never comes."""
    found = source.find(sign, at)
    return len(source) if found < 0 else found + len(sign)
