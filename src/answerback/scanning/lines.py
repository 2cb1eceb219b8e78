"""Octets in lines, whatever ends them and however long they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

LONGEST_OCTETS = 4 << 20
"""A line (record, block) beyond this is read in pieces of it: any file in the same memory."""

CHUNK_OCTETS = 1 << 18


def lines(file: BinaryIO, encoding: str = "utf-8") -> Iterator[bytes]:
    """Each line with its end. 0x0A is a line's end in every encoding we read but UTF-16."""
    if encoding.startswith("utf-16"):
        yield from _wide_lines(file, "\n".encode(encoding))
        return
    while line := file.readline(LONGEST_OCTETS):
        yield line


def _wide_lines(file: BinaryIO, newline: bytes) -> Iterator[bytes]:
    """Lines of two octets a unit."""
    held = b""
    while chunk := file.read(CHUNK_OCTETS):
        held += chunk
        *whole, held = _split(held, newline)
        yield from whole
        if len(held) >= LONGEST_OCTETS:
            yield held
            held = b""
    if held:
        yield held


def _split(octets: bytes, newline: bytes) -> list[bytes]:
    found, done, at = [], 0, octets.find(newline)
    while at >= 0:
        if at % 2 == 0:
            found.append(octets[done : at + 2])
            done = at + 2
        at = octets.find(newline, at + 1)
    return [*found, octets[done:]]
