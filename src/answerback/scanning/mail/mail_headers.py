"""The header of a message or part: what its fields and the names of its attachments say, and how they are changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Protocol

from answerback.guard import Kind
from answerback.scanning.mail.encoded_words import WORDS, decoded, encoded, in_parameter, parameter_text
from answerback.scanning.mail.mime import Head
from answerback.scanning.octets import Octets
from answerback.scanning.pieces import Edit, Piece, Place, applied

FIELD = re.compile(rb"^(?:([!-9;-~]{1,200}):)?[ \t]*((?:[^\r\n]+|\r(?!\n)|\r?\n[ \t])*)", re.MULTILINE)
PARAMETER = re.compile(
    rb";\s*([!#-&+.0-9A-Z^-z|~-]+?)(\*\d{1,4})?(\*)?[ \t]*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;]*)", re.DOTALL
)
WITH_PARAMETERS = ("content-type", "content-disposition")
STRUCTURE = ("boundary", "charset")
WALLET_SECRETS = frozenset({Kind.SEED_PHRASE, Kind.PRIVATE_KEY})
SECRETS = frozenset(Kind) - {Kind.EMAIL, Kind.PHONE}
"""A mail's addresses are what it is sent by, so only the subject is searched for those."""

MACHINES = re.compile(
    r"received|return-path|message-id|references|in-reply-to|date|mime-version|(?:x-|arc-).*|.*signature"
    r"|authentication-results|content-transfer-encoding|list-.*|delivered-to",
    re.IGNORECASE,
)
"""Numbers that machines gave each other are no cards; wallet secrets are looked for everywhere."""


class Stretch(Protocol):
    """A part of a field that is read, and changed, in one way."""

    @property
    def text(self) -> str:
        """As it is read."""

    def lower(self, edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        """Edits of it as edits of the message."""


@dataclass(frozen=True)
class Anew:
    """Encoded words and parameters: `write` makes the octets of `[start, end)` from a changed text."""

    text: str
    start: int
    end: int
    write: partial[bytes]

    def lower(self, edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        """One edit: the whole of it."""
        return [Edit(self.start, self.end, self.write(applied(self.text, edits)))]


@dataclass(frozen=True)
class Line:
    """A field's value: its stretches, read as one."""

    stretches: Sequence[Stretch]

    @property
    def text(self) -> str:
        """Decoded."""
        return "".join(one.text for one in self.stretches)

    def lower(self, edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        """Each stretch's share; the words put in stand in the first one."""
        found, at = list[Edit[bytes]](), 0
        for stretch in self.stretches:
            end = at + len(stretch.text)
            own = [_share(one, at, end) for one in edits if one.start < end and one.end > at]
            found += stretch.lower(own) if own else []
            at = end
        return found


def _share(edit: Edit[str], at: int, end: int) -> Edit[str]:
    return Edit(max(edit.start, at) - at, min(edit.end, end) - at, edit.into if edit.start >= at else "")


def header_pieces(raw: bytes, head: Head, place: Place, number: str) -> Iterator[Piece[bytes]]:
    """Each field with a value, and each parameter (an attachment's name); `number` is the part's."""
    for field in FIELD.finditer(raw, head.start, head.body):
        name = (field[1] or b"").decode("ascii")
        if name.lower() in WITH_PARAMETERS:
            for parameter, stretch in _parameters(raw, field.start(2), field.end(2)):
                here = Place(place.source, place.row, f"{number} {parameter}".strip())
                yield Piece(here, stretch.text, stretch.lower, only=SECRETS)
        elif field[2].strip():
            line = Line(list(_stretches(raw, field.start(2), field.end(2), name)))
            here = Place(place.source, place.row, f"{number} {name}".strip())
            yield _piece(here, line, name)


def _piece(here: Place, line: Line, name: str) -> Piece[bytes]:
    if name.lower() == "subject":
        return Piece(here, line.text, line.lower)
    if MACHINES.fullmatch(name):
        return Piece(here, line.text, line.lower, only=WALLET_SECRETS)
    return Piece(here, line.text, line.lower, name, only=SECRETS)


def _stretches(raw: bytes, start: int, end: int, name: str) -> Iterator[Stretch]:
    """Encoded words next to each other are one stretch; what is between them and others is as it stands."""
    newline, done = "\r\n" if b"\r\n" in raw[start : end + 2] else "\n", start
    for words in WORDS.finditer(raw, start, end):
        text = decoded(words[0])
        if text is not None:
            yield as_it_stands(raw, done, words.start())
            yield Anew(text, *words.span(), partial(encoded, name=name, newline=newline))
            done = words.end()
    yield as_it_stands(raw, done, end)


def as_it_stands(raw: bytes, start: int, end: int) -> Octets:
    """A header that was ASCII stays ASCII."""
    octets = raw[start:end]
    return Octets(octets, "utf-8", start, "ascii" if octets.isascii() else "")


def _parameters(raw: bytes, start: int, end: int) -> Iterator[tuple[str, Stretch]]:
    """RFC 2231: a long one may come in pieces (`filename*0*=`, `filename*1*=`), which are read and written as one."""
    found = enumerate(PARAMETER.finditer(raw, start, end))
    for (name, _which), pieces in groupby(
        found, lambda one: (one[1][1].lower(), one[1][2] is None and one[0])
    ):
        matches = [match for _number, match in pieces]
        if name.decode() in STRUCTURE:
            continue
        values = [(match[4].strip(), match[3] is not None) for match in matches]
        write = partial(in_parameter, before=values[0][0], is_extended=values[0][1])
        stop = matches[-1].start(4) + len(matches[-1][4].rstrip())
        yield name.decode(), Anew(parameter_text(values), matches[0].start(4), stop, write)
