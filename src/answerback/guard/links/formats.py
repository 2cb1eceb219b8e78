"""Lists of bad hosts in their common formats, read into entries.

Formats: eth-phishing-detect's configuration (`blacklist`/`blocklist`, `whitelist`/`allowlist`, `fuzzylist`), a JSON
array or object of domains (ScamSniffer; polkadot-js: `deny`, `allow`), hosts files, filters (`||host^`), plain lines.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from answerback.guard.links.canonical import read

LONGEST_LINE = 8192
"""Longer lines of a list are no host and are skipped."""
LONGEST_FILE = 256 * 1024 * 1024
SINKS = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1", "255.255.255.255", "fe80::1%lo0"})  # noqa: S104
LOCAL = frozenset(
    {"localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost", "ip6-loopback"}
)
DENY_KEYS = ("blacklist", "blocklist", "deny", "domains", "domain")
ALLOW_KEYS = ("whitelist", "allowlist", "allow")
FUZZY_KEYS = ("fuzzylist",)
COMMENT = re.compile(r"(?:^|\s)[#!;].*")
USUAL = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")
FILTER = re.compile(r"(@@)?\|\|([^/^$|*]+)\^?(?:\$.*)?")


class Meaning(StrEnum):
    """What an entry of a list says of its host."""

    DENY = "deny"
    ALLOW = "allow"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Entry:
    """A host, or with a path a part of one; `path` begins with a slash or is empty."""

    meaning: Meaning
    host: str
    path: str = ""


class UnreadableList(ValueError):
    """`code`: not_utf8, not_json, no_hosts, too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_list(path: Path) -> list[Entry]:
    """The entries of a file. Raises UnreadableList or OSError."""
    if path.stat().st_size > LONGEST_FILE:
        raise UnreadableList("too_large")
    return parse_list(path.read_bytes())


def parse_list(content: bytes) -> list[Entry]:
    """The entries of a list in any of the formats; what is no host is skipped. Raises UnreadableList."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableList("not_utf8") from None
    start = text[:64].lstrip()
    entries = list(of_json(text) if start.startswith(("{", "[")) else of_lines(text))
    if not entries and not says_nothing(text):
        raise UnreadableList("no_hosts")
    return entries


def says_nothing(text: str) -> bool:
    """Whether a list without a host is a list all the same: empty, of comments, JSON with nothing in its fields."""
    if text.lstrip().startswith(("{", "[")):
        given = json.loads(text)
        return not any(given.values()) if isinstance(given, dict) else not given
    return all(not COMMENT.sub("", line).strip() for line in text.splitlines())


def of_json(text: str) -> Iterator[Entry]:
    """Of a configuration or of an array. Raises UnreadableList."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableList("not_json") from None
    if isinstance(given, list):
        yield from _strings(given, Meaning.DENY)
        return
    known = False
    for keys, meaning in (
        (DENY_KEYS, Meaning.DENY),
        (ALLOW_KEYS, Meaning.ALLOW),
        (FUZZY_KEYS, Meaning.FUZZY),
    ):
        for key in keys:
            if isinstance(given.get(key), list):
                known = True
                yield from _strings(given[key], meaning)
    if not known:
        # ScamSniffer's combined.json: host to addresses; others turn it round.
        yield from _strings(given, Meaning.DENY)
        lists = (value for value in given.values() if isinstance(value, list))
        hosts = (
            host for values in lists for host in values if isinstance(host, str) and USUAL.fullmatch(host)
        )
        yield from _strings(hosts, Meaning.DENY)


def _strings(values: Iterable[Any], meaning: Meaning) -> Iterator[Entry]:
    for value in values:
        if isinstance(value, str) and (entry := entry_of(value, meaning)) is not None:
            yield entry


def of_lines(text: str) -> Iterator[Entry]:
    """Of a hosts file, filter lines or plain lines, with comments after `#`, `!` or `;`."""
    for line in text.splitlines():
        if len(line) > LONGEST_LINE:
            continue
        if found := FILTER.fullmatch(line.strip()):
            entry = entry_of(found[2], Meaning.ALLOW if found[1] else Meaning.DENY)
            yield from [entry] if entry else []
            continue
        words = COMMENT.sub("", line).replace(",", " ").split()
        if words and words[0] in SINKS:
            words = words[1:]
        elif len(words) > 1:
            words = words[:1]
        yield from _strings(words, Meaning.DENY)


def entry_of(written: str, meaning: Meaning) -> Entry | None:
    """The entry that a host or URL makes; None for what is neither."""
    written = written.strip().strip("\"'")
    if not written or len(written) > LONGEST_LINE or written.isspace():
        return None
    if USUAL.fullmatch(written):
        return Entry(meaning, written)
    link = read(written.removeprefix("*.").removeprefix("."))
    if not link.host or ("." not in link.host and ":" not in link.host) or link.host in LOCAL:
        return None
    return Entry(meaning, link.host, path_of(link.rest))


def path_of(rest: str) -> str:
    """The path without query, fragment and last slash; empty for the root."""
    path = rest.replace("\\", "/").partition("#")[0].partition("?")[0].rstrip("/")
    return path if path.startswith("/") else ""
