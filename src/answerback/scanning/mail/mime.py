"""The parts of a message (RFC 5322, RFC 2045) and where they stand; a broken one is read as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from answerback.scanning.mail.transfer import Transfer, transfer_of

DEEPEST = 12
HEAD_END = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 1 << 18


@dataclass(frozen=True)
class Part:
    """A leaf: `number` counts as IMAP does (1.2), `type` is its media type, `[start, end)` its body."""

    number: str
    type: str
    charset: str
    file_name: str
    transfer_encoding: str
    start: int
    end: int

    def transfer(self, raw: bytes) -> Transfer:
        """Its body in the message."""
        return transfer_of(self.transfer_encoding, raw[self.start : self.end], self.start)


@dataclass(frozen=True)
class Head:
    """The header of a message or part: its fields, and where the body begins."""

    fields: Message
    start: int
    body: int


def head_of(raw: bytes, start: int, end: int) -> Head:
    """The header that begins here."""
    if raw.startswith((b"\n", b"\r\n"), start):
        body = start + (2 if raw.startswith(b"\r\n", start) else 1)
        return Head(Message(), start, body)
    found = HEAD_END.search(raw, start, min(end, start + LONGEST_HEAD))
    stop = found.end() if found else min(end, start + LONGEST_HEAD)
    return Head(BytesHeaderParser().parsebytes(raw[start:stop]), start, stop)


def heads(raw: bytes, head: Head, end: int, number: str = "", depth: int = 0) -> Iterator[tuple[str, Head]]:
    """This header and all below it, each with the number of its part ("" for the message's own)."""
    yield number, head
    for inner, start, stop in _below(raw, head, end, number, depth) or ():
        yield from heads(raw, head_of(raw, start, stop), stop, inner, depth + 1)


def parts(raw: bytes, head: Head, end: int, number: str = "", depth: int = 0) -> Iterator[Part]:
    """The leaves below this header, in order."""
    below = _below(raw, head, end, number, depth)
    if below is None:
        yield _leaf(head.fields, head.body, end, number or "1")
    for inner, start, stop in below or ():
        yield from parts(raw, head_of(raw, start, stop), stop, inner, depth + 1)


def _below(
    raw: bytes, head: Head, end: int, number: str, depth: int
) -> Iterable[tuple[str, int, int]] | None:
    """Number, start and end of each part inside; None for a leaf."""
    fields = head.fields
    boundary = fields.get_boundary()
    if fields.get_content_maintype() == "multipart" and boundary and depth < DEEPEST:
        return [
            (f"{number}.{count}".lstrip("."), *span)
            for count, span in enumerate(_between(raw, boundary, head.body, end), 1)
        ]
    if fields.get_content_type() == "message/rfc822" and depth < DEEPEST and not _is_coded(fields):
        return [(number, head.body, end)]
    return None


def _is_coded(fields: Message) -> bool:
    return _word(fields, "content-transfer-encoding") in ("base64", "quoted-printable")


def _word(fields: Message, name: str) -> str:
    return str(fields.get(name, "")).strip().lower()


def _leaf(fields: Message, start: int, end: int, number: str) -> Part:
    return Part(
        number=number,
        type=fields.get_content_type(),
        charset=fields.get_content_charset() or "",
        file_name=fields.get_filename() or "",
        transfer_encoding=_word(fields, "content-transfer-encoding"),
        start=start,
        end=end,
    )


def _between(raw: bytes, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the boundary lines; the line end before a boundary belongs to the boundary."""
    sign = re.escape(boundary.encode("utf-8", "surrogateescape"))
    line = re.compile(rb"(?:\A|(?<=\n))--" + sign + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    opened = -1
    for found in line.finditer(raw, start, end):
        if opened >= 0:
            yield opened, max(opened, _before_line_end(raw, found.start()))
        opened = -1 if found[1] else found.end()
        if found[1]:
            break
    if opened >= 0:
        yield opened, end


def _before_line_end(raw: bytes, at: int) -> int:
    at -= raw.endswith(b"\n", 0, at)
    return at - raw.endswith(b"\r", 0, at)
