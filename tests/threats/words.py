"""Reads a page as its reader does: the words of one part of it, without what is hidden from him."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "hr", "wbr", "source", "use", "path"}
BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "li",
    "div",
    "dt",
    "dd",
    "label",
    "button",
    "section",
    "summary",
    "form",
    "td",
    "th",
}
UNSEEN = {"script", "style", "template", "noscript", "svg", "title"}


class Reader(HTMLParser):
    """Collects the words inside every element of which `wanted` is a class, an id or the name."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.open: list[tuple[str, bool, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        known = dict(attrs)
        names = {tag, known.get("id") or "", *(known.get("class") or "").split()}
        inside = self.wanted in names or bool(self.open and self.open[-1][1])
        hidden = tag in UNSEEN or "hidden" in known or bool(self.open and self.open[-1][2])
        self.open.append((tag, inside, hidden))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][1] and tag in BLOCKS | {"span"}:
            self.words.append(" " if tag == "span" else " / ")
        while self.open and tag not in VOID:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] and not self.open[-1][2]:
            self.words.append(data)


def words_in(page: str, part: str) -> str:
    """The words of that part, with single spaces, and strokes between its lines.

    >>> words_in('<div id="b"><p>one <b>two</b><script>no</script></p><p>three</p></div><p>four</p>', "b")
    'one two / three'
    """
    reader = Reader(part)
    reader.feed(page)
    lines = [re.sub(r"\s+", " ", line).strip() for line in "".join(reader.words).split(" / ")]
    return " / ".join(line for line in lines if line)
