"""How a text lies inside another one (a cell in a line, a string in JSON, words in HTML), code point by code point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from answerback.scanning.pieces import Edit


@dataclass(frozen=True)
class Laid:
    """Code point i of `text` stands at `[starts[i], ends[i])` of the text around it; there may be gaps between."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def lower(self, edits: Sequence[Edit[str]]) -> list[Edit[str]]:
        """The edits one layer down. What stands in a gap (a tag, a quotation mark) stays."""
        return [down for edit in edits for down in self._lowered(edit)]

    def _lowered(self, edit: Edit[str]) -> Iterator[Edit[str]]:
        into = edit.into
        for start, end in self._runs(edit.start, edit.end):
            yield Edit(start, end, into)
            into = ""

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The unbroken stretches below `[start, end)`."""
        first = start
        for here in range(start + 1, end + 1):
            if here == end or self.starts[here] != self.ends[here - 1]:
                yield self.starts[first], self.ends[here - 1]
                first = here


def straight(text: str, at: int = 0) -> Laid:
    """A text that stands in the other one as it is, from `at` on."""
    end = at + len(text)
    return Laid(text, range(at, end), range(at + 1, end + 1))


def joined(parts: Iterable[Laid], between: str = " ") -> Laid:
    """Several texts read as one: words of a phrase, each in a cell of its own. `between` stands nowhere below."""
    text, starts, ends = list[str](), list[int](), list[int]()
    for part in (one for one in parts if one.text):
        if text:
            text.append(between)
            starts += [ends[-1]] * len(between)
            ends += [ends[-1]] * len(between)
        text.append(part.text)
        starts += part.starts
        ends += part.ends
    return Laid("".join(text), starts, ends)
