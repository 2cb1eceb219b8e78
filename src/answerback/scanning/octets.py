"""Octets read as text, and edits of the text as edits of the octets: what is not edited stays, octet by octet."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from answerback.scanning.pieces import Edit

UNREADABLE = re.compile("[\udc80-\udcff]")
"""Octets that the encoding does not know are carried through as half surrogates (PEP 383)."""

BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
USUAL = ("utf-8", "gb18030")
SAMPLE_OCTETS = 1 << 16


def in_brackets(text: str) -> str:
    """With signs that every encoding has."""
    return text.replace("‹", "[").replace("›", "]")


@dataclass(frozen=True)
class Octets:
    """`raw` in an encoding without a byte order mark. `at`: where it begins in what is around it.

    `marks_in`: the encoding for what is put in, where it must be narrower than the one for reading.
    """

    raw: bytes
    encoding: str
    at: int = 0
    marks_in: str = ""

    @cached_property
    def text(self) -> str:
        """Never fails: see UNREADABLE."""
        if self.encoding.startswith("utf-16"):  # half a character at the end is left out, and stays in `raw`
            return codecs.getincrementaldecoder(self.encoding)("surrogatepass").decode(self.raw)
        return self.raw.decode(self.encoding, "surrogateescape")

    @property
    def is_clean(self) -> bool:
        """Whether every octet belongs to a character."""
        return UNREADABLE.search(self.text) is None

    def lower(self, edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        """The same edits in octets."""
        offset = self._offsets({place for one in edits for place in (one.start, one.end)})
        return [
            Edit(self.at + offset[one.start], self.at + offset[one.end], self._encoded(one.into))
            for one in edits
        ]

    def _encoded(self, into: str) -> bytes:
        encoding = self.marks_in or self.encoding
        try:
            return into.encode(encoding)
        except UnicodeEncodeError:  # an old encoding without ‹ ›
            return in_brackets(into).encode(encoding, "replace")

    def _offsets(self, places: set[int]) -> dict[int, int]:
        """Where each of these code points begins."""
        if not self._comes_back:
            return {place: self._slow_offsets[place] for place in places}
        found, done, octets = {}, 0, 0
        for place in sorted(places):
            octets += len(self._back(self.text[done:place]))
            found[place], done = octets, place
        return found

    def _back(self, text: str) -> bytes:
        return text.encode(
            self.encoding, "surrogatepass" if self.encoding.startswith("utf-16") else "surrogateescape"
        )

    @cached_property
    def _comes_back(self) -> bool:
        """Not so where an encoding has two ways to write one character, or half a character ends the octets."""
        return self._back(self.text) == self.raw

    @cached_property
    def _slow_offsets(self) -> list[int]:
        """Of every code point, found by decoding octet by octet."""
        errors = "surrogatepass" if self.encoding.startswith("utf-16") else "surrogateescape"
        decoder = codecs.getincrementaldecoder(self.encoding)(errors)
        counts = list(accumulate((len(decoder.decode(bytes((octet,)))) for octet in self.raw), initial=0))
        return [bisect_left(counts, number) for number in range(counts[-1])] + [len(self.raw)]


@dataclass(frozen=True)
class Reading:
    """Which encodings to try on a record, in this order; a record that none fits is read in the first.

    Old exports mix them: one that is UTF-8 in general may hold a line pasted from a GB 18030 system.
    """

    encodings: tuple[str, ...]
    marks_in: str = ""

    def octets(self, raw: bytes, at: int = 0) -> Octets:
        """The record in the first encoding that knows all its octets."""
        for encoding in self.encodings:
            read = Octets(raw, encoding, at, self.marks_in if encoding == self.encodings[0] else "")
            if read.is_clean:
                return read
        return Octets(raw, self.encodings[0], at, self.marks_in)


def reading_of(sample: bytes, given: str = "") -> tuple[bytes, Reading]:
    """The byte order mark (or b"") and how to read what follows it; `given` is believed.

    Raises LookupError for an encoding that Python does not know.
    """
    bom = next((mark for mark in BOMS if sample.startswith(mark)), b"")
    if given:
        name = codecs.lookup(given).name
        return bom, Reading((BOMS.get(bom, "utf-16-le") if name == "utf-16" else name.removesuffix("-sig"),))
    if bom:
        return bom, Reading((BOMS[bom],))
    fitting = [name for name in USUAL if _fits(sample, name)] or USUAL
    return b"", Reading((fitting[0], *(name for name in USUAL if name != fitting[0])))


def _fits(sample: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(sample)
    except UnicodeDecodeError:
        return False
    return True
