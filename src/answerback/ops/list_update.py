"""A list is replaced as a whole or not at all: what cannot be read, or has lost half of itself, leaves the old one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from answerback.guard.links.formats import Entry, UnreadableList, parse_list, read_list
from answerback.ops.list_download import DownloadFailed, Fetched, fetch
from answerback.ops.list_sources import Source

LEAST_SHARE = 0.5
"""A list that comes with less than this share of its former entries is believed only by force."""
Fetch = Callable[[str, str], Fetched]


@dataclass(frozen=True)
class Outcome:
    """What became of one list; `trouble` is a code, and the old list is then still in place."""

    name: str
    entries: int = 0
    added: int = 0
    removed: int = 0
    trouble: str = ""


def over_the_network(url: str, etag: str) -> Fetched:
    """From public addresses alone."""
    return fetch(url, etag=etag)


def update(source: Source, folder: Path, *, force: bool = False, ask: Fetch = over_the_network) -> Outcome:
    """Fetch one list and put it in place of the old one, in a single step. Never raises for what the network does."""
    folder.mkdir(parents=True, exist_ok=True)
    file, mark = folder / f"{source.name}.list", folder / f"{source.name}.etag"
    old = _kept(file)
    try:
        fetched = ask(source.url, "" if old is None or force else _etag(mark, source.url))
        if fetched.content is None:
            return Outcome(source.name, len(old or ()))
        new = set(parse_list(fetched.content))
    except (DownloadFailed, UnreadableList) as failed:
        return Outcome(source.name, len(old or ()), trouble=failed.code)
    if not new or (old and len(new) < LEAST_SHARE * len(old) and not force):
        return Outcome(source.name, len(old or ()), trouble="shrunk")
    replace(file, fetched.content)
    replace(mark, f"{source.url}\n{fetched.etag}".encode())
    return Outcome(source.name, len(new), len(new - (old or set())), len((old or set()) - new))


def replace(file: Path, content: bytes) -> None:
    """Write beside, then move over: a reader sees the old file or the new one."""
    beside = file.with_suffix(f"{file.suffix}.{os.getpid()}.new")
    try:
        with beside.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _kept(file: Path) -> set[Entry] | None:
    try:
        return set(read_list(file))
    except (FileNotFoundError, UnreadableList):
        return None


def _etag(mark: Path, url: str) -> str:
    """The mark of the kept file, if it came from this URL."""
    try:
        given, _, etag = mark.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return etag.strip() if given == url else ""
