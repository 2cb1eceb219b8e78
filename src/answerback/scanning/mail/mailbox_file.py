"""Readers: a mailbox of many messages in one file (mbox, RFC 4155), and a file that is one message (.eml, Maildir)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from answerback.scanning.lines import lines
from answerback.scanning.mail.message import message_id, message_pieces
from answerback.scanning.pieces import Fault, Unit
from answerback.scanning.readers import Mark, Sheet, unit

LONGEST_MESSAGE_OCTETS = 64 << 20
TOO_LARGE = "message_too_large"


def mbox_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """One message a unit; the row is its number in the mailbox and its Message-ID."""
    for raw, is_cut in _messages(file):
        mark = mark.after(raw)
        yield _message(raw, _behind_from_line(raw), sheet, mark, is_cut=is_cut)


def message_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """The one message."""
    raw = file.read(LONGEST_MESSAGE_OCTETS)
    is_cut = len(raw) == LONGEST_MESSAGE_OCTETS
    while raw:
        mark = mark.after(raw)
        yield _message(raw, _behind_from_line(raw), sheet, mark, is_cut=is_cut)
        raw = file.read(LONGEST_MESSAGE_OCTETS)


def _message(raw: bytes, start: int, sheet: Sheet, mark: Mark, *, is_cut: bool) -> Unit[bytes]:
    """A message too large to be held passes through unread, and is told of."""
    row = " ".join(filter(None, (str(mark.lines), message_id(raw, start))))
    if is_cut:
        return unit(raw, [], mark, (Fault(sheet.place(row), TOO_LARGE, unread=True),))
    pieces, faults = message_pieces(raw, start, sheet.place(row), sheet)
    return unit(raw, pieces, mark, faults)


def _behind_from_line(raw: bytes) -> int:
    return raw.find(b"\n") + 1 if raw.startswith(b"From ") else 0


def _messages(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each message with its `From ` line, and whether it was cut."""
    held, octets, was_blank, is_cut = list[bytes](), 0, True, False
    for line in lines(file):
        if was_blank and line.startswith(b"From ") and held:
            yield b"".join(held), is_cut
            held, octets, is_cut = [], 0, False
        held.append(line)
        octets += len(line)
        was_blank = line in (b"\n", b"\r\n")
        if octets >= LONGEST_MESSAGE_OCTETS:
            yield b"".join(held), True
            held, octets, is_cut = [], 0, True
    if held:
        yield b"".join(held), is_cut
