"""How a figure is written: its value, its interval and what it is made of, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from answerback.insight.figures import Figure
from answerback.insight.measures import Measure, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def value_said(figure: Figure) -> str:
    """The value with its unit; that it is withheld, or a dash when nothing was counted."""
    if figure.is_withheld:
        return _("fewer than 5, not shown")
    return "–" if figure.value is None else number_said(figure.measure, figure.value)


def interval_said(figure: Figure) -> str:
    """The 95 % interval, or a dash."""
    if figure.interval is None:
        return "–"
    low, high = (number_said(figure.measure, end) for end in (figure.interval.low, figure.interval.high))
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def parts_said(figure: Figure) -> str:
    """Numerator and denominator, where the formula divides."""
    if figure.measure.unit in (Unit.COUNT, Unit.SECONDS) or not figure.n:
        return "–"
    return f"{figure.numerator} / {figure.denominator}"


def number_said(measure: Measure, value: float) -> str:
    """A number in the measure's unit."""
    return SAID[measure.unit](value)


def duration_said(seconds: float) -> str:
    """Seconds, minutes, hours or days, whichever reads best."""
    if seconds < MINUTE:
        return _("%(number)s s") % {"number": round(seconds)}
    if seconds < HOUR:
        return _("%(number)s min") % {"number": f"{seconds / MINUTE:.1f}"}
    if seconds < DAY:
        return _("%(number)s h") % {"number": f"{seconds / HOUR:.1f}"}
    return _("%(number)s days") % {"number": f"{seconds / DAY:.1f}"}


SAID: dict[Unit, Callable[[float], str]] = {
    Unit.SHARE: lambda value: f"{100 * value:.1f}%",
    Unit.MEAN: lambda value: f"{value:.2f}",
    Unit.POINTS: lambda value: f"{value:+.1f}".replace("-", "−"),
    Unit.SECONDS: duration_said,
    Unit.COUNT: lambda value: f"{value:.0f}",
}
