"""What every tracker is told: a title, a text in Markdown with counts and, if allowed, quotes; never a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Issue:
    """The group as text. `marker` is found in the tracker's text by whoever relays its state back to us."""

    title: str
    paragraphs: Sequence[str]
    quotes: Sequence[str]
    labels: Sequence[str]
    marker: str

    @property
    def markdown(self) -> str:
        """Paragraphs, then each quote as a block quote, then the marker."""
        quoted = ["\n".join(f"> {line}" for line in quote.splitlines()) for quote in self.quotes]
        return "\n\n".join([*self.paragraphs, *quoted, self.marker])


@dataclass(frozen=True)
class Request:
    """One call of the tracker's API as its documentation has it, without host or credentials."""

    method: str
    path: str
    body: Mapping[str, Any]
