"""A calendar file of a matter: RFC 5545, pure; the caller names every time and word.

    calendar_file([CalendarEntry(uid="…", begins_at=…, ends_at=…, title="回访", text="…")], made_at=now)

Times are written in UTC (form #2 of section 3.3.5), text is escaped (3.3.11), lines end with CRLF and are
folded at 75 octets without cutting a character in two (3.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

PRODUCT = "-//Answerback//Answerback//EN"
LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class EntryStatus(StrEnum):
    """`STATUS` of an event (3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class CalendarEntry:
    """One event. `uid` stays the same for ever, `sequence` rises with every change of it (3.8.7.4)."""

    uid: str
    begins_at: datetime
    title: str
    ends_at: datetime | None = None
    text: str = ""
    url: str = ""
    sequence: int = 0
    remind_before: timedelta | None = None
    status: EntryStatus = EntryStatus.CONFIRMED


def calendar_file(entries: Iterable[CalendarEntry], *, made_at: datetime) -> bytes:
    """The whole file, UTF-8; its media type is `text/calendar; charset=utf-8`. All times are aware."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _event(entry, made_at)
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def escaped(text: str) -> str:
    r"""Text as a value.

    >>> escaped("a; b, c\\d\ne")
    'a\\; b\\, c\\\\d\\ne'
    """
    one_kind_of_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in one_kind_of_end if c in "\n\t" or c.isprintable()).translate(_ESCAPES)


def in_utc(moment: datetime) -> str:
    """`20261123T040000Z`. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a calendar needs aware times")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def folded(line: str) -> bytes:
    """A content line with its CRLF, in pieces of at most 75 octets; later ones begin with a space."""
    pieces: list[bytes] = [b""]
    for character in line:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > LINE_OCTETS:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"


def _event(entry: CalendarEntry, made_at: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{in_utc(made_at)}",
        f"SEQUENCE:{entry.sequence}",
        f"STATUS:{entry.status}",
        f"DTSTART:{in_utc(entry.begins_at)}",
    ]
    if entry.ends_at is not None:
        lines.append(f"DTEND:{in_utc(entry.ends_at)}")
    lines.append(f"SUMMARY:{escaped(entry.title)}")
    if entry.text:
        lines.append(f"DESCRIPTION:{escaped(entry.text)}")
    if entry.url:
        lines.append(f"URL:{_one_line(entry.url)}")
    return [*lines, *_alarm(entry), "END:VEVENT"]


def _alarm(entry: CalendarEntry) -> list[str]:
    if entry.remind_before is None:
        return []
    minutes = int(entry.remind_before.total_seconds() // 60)
    trigger = f"TRIGGER:-PT{minutes}M"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(entry.title)}", trigger, "END:VALARM"]


def _one_line(value: str) -> str:
    """A URI is not text and is not escaped (3.3.13); nothing in it may begin a new line."""
    return "".join(c for c in value if c.isprintable())
