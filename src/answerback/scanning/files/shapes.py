"""Which files a path means, how each is read, and what is inside of a .gz."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import BinaryIO

from answerback.scanning.files.csv_file import csv_units
from answerback.scanning.files.json_file import json_line_units, json_units
from answerback.scanning.files.plain_file import plain_units, unread_units
from answerback.scanning.mail.mailbox_file import mbox_units, message_units
from answerback.scanning.octets import SAMPLE_OCTETS, reading_of
from answerback.scanning.readers import Reader, Sheet
from answerback.scanning.unread import is_pdf

GZIP = b"\x1f\x8b"
BINARY_SAMPLE_OCTETS = 8192
SQLITE = b"SQLite format 3\0"


class Shape(StrEnum):
    """What a file is; told by its name, else by how it begins."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    JSON = "json"
    MBOX = "mbox"
    MESSAGE = "eml"
    TEXT = "text"
    OTHER = "other"  # a picture, an archive, a database among files: told of, not read


READERS: dict[Shape, Reader] = {
    Shape.CSV: csv_units,
    Shape.JSON_LINES: json_line_units,
    Shape.JSON: json_units,
    Shape.MBOX: mbox_units,
    Shape.MESSAGE: message_units,
    Shape.TEXT: plain_units,
    Shape.OTHER: unread_units,
}
ENDINGS = {
    ".csv": Shape.CSV,
    ".tsv": Shape.CSV,
    ".tab": Shape.CSV,
    ".jsonl": Shape.JSON_LINES,
    ".ndjson": Shape.JSON_LINES,
    ".json": Shape.JSON,
    ".mbox": Shape.MBOX,
    ".mbx": Shape.MBOX,
    ".eml": Shape.MESSAGE,
    ".txt": Shape.TEXT,
    ".log": Shape.TEXT,
    ".md": Shape.TEXT,
}
LEDGER = b'{"head": {"does": '
"""How our own states and plans begin: a folder may hold them beside what is gone over."""

LEFTOVER = ".answerback-fix"
"""Ending of a file that `fix` is still writing."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the shape and encoding when the guess is wrong, a delimiter, a limit for attachments."""

    shape: Shape | None = None
    encoding: str = ""
    delimiter: str = ""
    attachment_octets: int = 10 << 20


@dataclass(frozen=True)
class OneFile:
    """A file to go over. `name`: how reports call it, relative to what was asked for."""

    path: Path
    name: str
    shape: Shape

    @property
    def reader(self) -> Reader:
        """How to read it."""
        return READERS[self.shape]

    def sheet(self, wanted: Wanted) -> Sheet:
        """Its encoding, from how it begins."""
        with opened(self.path) as file:
            bom, reading = reading_of(file.read(SAMPLE_OCTETS), wanted.encoding)
        return Sheet(self.name, reading, bom, wanted.delimiter, wanted.attachment_octets)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The octets of a file, or of what is inside of a .gz."""
    with path.open("rb") as raw:
        if not is_packed(path):
            yield raw
            return
        with gzip.GzipFile(fileobj=raw, mode="rb") as inside:
            yield io.BufferedReader(inside)


def is_packed(path: Path) -> bool:
    """Whether a file is a .gz, by how it begins."""
    return _start(path, 2) == GZIP


def is_sqlite(path: Path) -> bool:
    """Whether a file is an SQLite database, by how it begins."""
    return path.is_file() and _start(path, len(SQLITE)) == SQLITE


def _start(path: Path, octets: int) -> bytes:
    with path.open("rb") as file:
        return file.read(octets)


def files_of(path: Path, wanted: Wanted) -> list[OneFile]:
    """The file, the messages of a Maildir, or every file below a folder, in the order of their names."""
    if path.is_file():
        return [OneFile(path, path.name, wanted.shape or shape_of(path))]
    if not path.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(path))
    mail = [path / name for name in ("cur", "new")]
    if all(folder.is_dir() for folder in mail):
        below = [one for folder in mail for one in folder.iterdir()]
    else:
        below = [one for one in path.rglob("*") if not one.is_symlink()]
    wanted_ones = [one for one in below if one.is_file() and not one.name.endswith(LEFTOVER)]
    found = [
        OneFile(one, one.relative_to(path).as_posix(), wanted.shape or shape_of(one))
        for one in wanted_ones
        if _start(one, len(LEDGER)) != LEDGER
    ]
    return sorted(found, key=lambda one: one.name)


def shape_of(path: Path) -> Shape:
    """By the name (without .gz), else by how it begins."""
    endings = [ending.lower() for ending in path.suffixes]
    named = ENDINGS.get(next((one for one in reversed(endings) if one != ".gz"), ""))
    if named:
        return named
    if {"cur", "new"} & {path.parent.name}:
        return Shape.MESSAGE
    with opened(path) as file:
        sample = file.read(BINARY_SAMPLE_OCTETS)
    if is_pdf(sample) or (b"\0" in sample and not reading_of(sample)[0]):
        return Shape.OTHER
    start = sample.lstrip()
    if start.startswith(b"From ") or path.name.lower() in ("mbox", "inbox"):
        return Shape.MBOX
    return Shape.JSON_LINES if start.startswith(b"{") else Shape.TEXT
