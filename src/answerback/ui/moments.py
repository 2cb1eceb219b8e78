"""Times as people read them: 24 hours, in a named zone, the zone printed when it is not the reader's own."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class Shape(StrEnum):
    """How much of a moment is said."""

    FULL = "full"
    DAY_TIME = "day_time"
    DATE = "date"
    TIME = "time"
    SECONDS = "seconds"


# Names of formats in `answerback.ui.formats`, or letters of Django's `date` filter.
FORMATS: Final = {
    Shape.FULL: "DATETIME_FORMAT",
    Shape.DAY_TIME: "SHORT_DATETIME_FORMAT",
    Shape.DATE: "DATE_FORMAT",
    Shape.TIME: "H:i",
    Shape.SECONDS: "H:i:s",
}


def spoken(at: datetime, *, zone: str | tzinfo | None = None, shape: Shape = Shape.FULL) -> str:
    """`at` (aware) in `zone` (IANA name; None: the reader's own), e.g. "22 Nov 2026, 14:03 UTC+8"."""
    own = timezone.get_current_timezone()
    there = ZoneInfo(zone) if isinstance(zone, str) else zone or own
    local = at.astimezone(there)
    text = date_format(local, FORMATS[shape])
    if shape is Shape.DATE or local.utcoffset() == at.astimezone(own).utcoffset():
        return text
    return _("%(time)s %(offset)s") % {"time": text, "offset": offset_name(local)}


def offset_name(local: datetime) -> str:
    """The distance from UTC of a local time, e.g. "UTC+8", "UTC−3:30" (a true minus), "UTC"."""
    minutes = int((local.utcoffset() or UTC.utcoffset(local)).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def time_element(at: datetime, *, zone: str | tzinfo | None = None, shape: Shape = Shape.FULL) -> SafeString:
    """`<time datetime="…Z">` around what `spoken` says."""
    machine = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return format_html('<time datetime="{}">{}</time>', machine, spoken(at, zone=zone, shape=shape))
