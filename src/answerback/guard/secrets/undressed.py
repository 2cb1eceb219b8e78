"""A text with something taken out or put right, and where each of its characters stands in the text it was made of."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from answerback.guard.kinds import Match


class Undressed:
    """`text`, and `origin`: the place of each of its characters in the text before."""

    def __init__(self, text: str, dress: re.Pattern[str], instead: Callable[[re.Match[str]], str]) -> None:
        """`instead` gives what is to stand for a match of `dress`: no longer than the match."""
        parts, self.origin, done = list[str](), list[int](), 0
        for found in dress.finditer(text):
            start, end = found.span()
            put = instead(found)
            parts += [text[done:start], put]
            self.origin += range(done, start)
            self.origin += range(start, start + len(put) - 1)
            self.origin += [end - 1] * (len(put) > 0)
            done = end
        self.origin += range(done, len(text))
        self.text = "".join([*parts, text[done:]])

    def back(self, matches: Iterator[Match], *, by: int = 0) -> Iterator[Match]:
        """Matches of `text` where they stand in the text before, moved on by so many characters."""
        for match in matches:
            start, end = self.origin[match.start], self.origin[match.end - 1] + 1
            yield replace(match, start=start + by, end=end + by)
