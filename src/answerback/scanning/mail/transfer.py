"""Content-Transfer-Encoding (RFC 2045, section 6): what is inside, and how a change of it is written back."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from answerback.scanning.pieces import Edit, applied

QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})|=[ \t]*\r?\n|=[ \t]*\Z|(.)", re.DOTALL)
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
LINE_OCTETS = 76


class Transfer(Protocol):
    """A body `[at, at + …)` of a message."""

    @property
    def inside(self) -> bytes:
        """What the body stands for."""

    def lower(self, edits: Sequence[Edit[bytes]]) -> list[Edit[bytes]]:
        """Edits of what is inside as edits of the message."""


@dataclass(frozen=True)
class AsItIs:
    """7bit, 8bit, binary."""

    inside: bytes
    at: int

    def lower(self, edits: Sequence[Edit[bytes]]) -> list[Edit[bytes]]:
        """Moved to where the body stands."""
        return [Edit(self.at + one.start, self.at + one.end, one.into) for one in edits]


@dataclass(frozen=True)
class Base64:
    """Lines after a change are shifted, so the whole body is written anew, with lines as long as they were."""

    body: bytes
    at: int

    @cached_property
    def inside(self) -> bytes:
        """What can be decoded of it: a cut off end gives what is whole."""
        signs = NOT_BASE64.sub(b"", self.body).rstrip(b"=")
        whole = signs[: len(signs) - (len(signs) % 4 == 1)]
        try:
            return base64.b64decode(whole + b"=" * (-len(whole) % 4))
        except (ValueError, binascii.Error):
            return b""

    def lower(self, edits: Sequence[Edit[bytes]]) -> list[Edit[bytes]]:
        """One edit: the body. Blank lines around it stay."""
        body = self.body.strip()
        start = self.at + self.body.find(body)
        first, newline = body.partition(b"\n")[0], b"\r\n" if b"\r\n" in body else b"\n"
        octets = len(first.rstrip(b"\r")) // 4 * 3 or LINE_OCTETS // 4 * 3
        new = applied(self.inside, edits)
        lines = [base64.b64encode(new[at : at + octets]) for at in range(0, len(new), octets)]
        return [Edit(start, start + len(body), newline.join(lines))] if edits else []


@dataclass(frozen=True)
class QuotedPrintable:
    """Only the redacted octets are written anew; a line that would grow too long is softly broken around them."""

    body: bytes
    at: int

    @cached_property
    def inside(self) -> bytes:
        """Decoded; an equals sign that begins nothing stays, as readers do."""
        return b"".join(octet for octet, _start, _end in self._octets())

    def lower(self, edits: Sequence[Edit[bytes]]) -> list[Edit[bytes]]:
        """The same edits where the quoted octets stand."""
        places = [(start, end) for octet, start, end in self._octets() if octet]
        return [self._lowered(one, places[one.start][0], places[one.end - 1][1]) for one in edits]

    def _lowered(self, edit: Edit[bytes], start: int, end: int) -> Edit[bytes]:
        into = quopri.encodestring(edit.into, quotetabs=True).replace(b"=\n", b"")
        line = self.body.rfind(b"\n", 0, start) + 1
        stop = self.body.find(b"\n", end)
        rest = (len(self.body) if stop < 0 else stop) - end
        if start - line + len(into) + rest > LINE_OCTETS and into:
            soft = b"=\r\n" if b"\r\n" in self.body else b"=\n"
            into = (soft if start > line else b"") + into + (soft if rest else b"")
        return Edit(self.at + start, self.at + end, into)

    def _octets(self) -> Iterator[tuple[bytes, int, int]]:
        """Each octet inside (none for a soft line break) with its place in the body."""
        for match in QUOTED.finditer(self.body):
            octet = bytes.fromhex(match[1].decode()) if match[1] else match[2] or b""
            yield octet, match.start(), match.end()


def transfer_of(name: str, body: bytes, at: int) -> Transfer:
    """By the header's word."""
    match name.strip().lower():
        case "base64":
            return Base64(body, at)
        case "quoted-printable":
            return QuotedPrintable(body, at)
        case _:
            return AsItIs(body, at)
