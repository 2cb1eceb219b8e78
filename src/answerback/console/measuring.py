"""What the pages of figures ask for and show: the choices in the address, the panels, one row for each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.callbacks.outcomes import Kind
from answerback.console.figures_said import interval_said, parts_said, value_said
from answerback.customers.models import Language, Purpose
from answerback.insight import figures
from answerback.insight.figures import Figure
from answerback.insight.measures import BY_NAME, Measure, Unit
from answerback.insight.withhold import withhold, withhold_parts
from answerback.people.access import Staff
from answerback.people.queries import staff_of
from answerback.people.rights import Right
from answerback.tickets.kinds import Category
from answerback.wallets.models import Wallet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WEEKS = 12
LONGEST = timedelta(days=3 * 366)
HEADLINES = ("csat", "sure", "proven", "promises")
LABELS: Mapping[str, _StrPromise] = {
    "purpose": gettext_lazy("Purpose of the call"),
    "kind": gettext_lazy("Kind of matter"),
    "agent": gettext_lazy("Agent of the call"),
    "language": gettext_lazy("Language"),
}


@dataclass(frozen=True)
class Asked:
    """The days and filters of a page. `sees_calls`: may open what is behind; others are not shown small cells."""

    wallet: Wallet
    since: date
    until: date
    today: date
    filters: Mapping[str, str]
    sees_calls: bool

    @property
    def hides_small(self) -> bool:
        """Whether these are one agent's figures before somebody who may not open calls."""
        return not self.sees_calls and "agent" in self.filters


@dataclass(frozen=True)
class Row:
    """One line of a panel, as the table says it and the chart draws it."""

    label: str
    figure: Figure
    day: date | None = None
    code: str = ""

    @property
    def value(self) -> str:
        """With its unit."""
        return value_said(self.figure)

    @property
    def interval(self) -> str:
        """From and to."""
        return interval_said(self.figure)

    @property
    def parts(self) -> str:
        """Numerator and denominator."""
        return parts_said(self.figure)

    @property
    def drawn(self) -> str:
        """The bare number for the chart: a share in per cent, a duration in minutes; empty when there is none."""
        return _drawn(self.figure.measure, self.figure.value)

    @property
    def low(self) -> str:
        """The interval's lower end for the chart."""
        return _drawn(self.figure.measure, self.figure.interval.low if self.figure.interval else None)

    @property
    def high(self) -> str:
        """The interval's upper end for the chart."""
        return _drawn(self.figure.measure, self.figure.interval.high if self.figure.interval else None)


@dataclass(frozen=True)
class Panel:
    """A table with its chart: a line over the weeks, or bars of the parts."""

    id: str
    title: str
    shape: str
    heading: str
    rows: tuple[Row, ...]
    unit: str = ""


def asked(staff: Staff, query: QueryDict, *, at: datetime) -> Asked:
    """The days (the last twelve weeks and this one, unless the address says others) and the filters."""
    today = at.astimezone(ZoneInfo(staff.wallet.zone)).date()
    until = _day(query.get("until", "")) or today
    since = _day(query.get("since", "")) or until - timedelta(days=until.weekday() + 7 * WEEKS)
    since, until = min(since, until), max(since, until)
    known = {name: {value for value, _label in options} for name, options in choices(staff).items()}
    given = {name: query.get(name) or "" for name in LABELS}
    filters = {name: value for name, value in given.items() if value and value in known[name]}
    since = max(since, until - LONGEST)
    return Asked(staff.wallet, since, until, today, filters, staff.may(Right.SEE_CALLBACKS))


def choices(staff: Staff) -> dict[str, list[tuple[str, str]]]:
    """What each filter may be."""
    kinds = dict(Category.choices) | dict(Kind.choices)
    members = staff_of(staff.wallet, with_ended=True)
    return {
        "purpose": [(value, str(label)) for value, label in Purpose.choices],
        "kind": [(value, str(label)) for value, label in kinds.items()],
        "agent": [(str(one.id), one.name) for one in members],
        "language": [(value, str(label)) for value, label in Language.choices],
    }


def all_figures(this: Asked) -> list[Row]:
    """Every figure of the days asked for."""
    found = figures.figures(this.wallet, this.since, this.until, today=this.today, **this.filters)
    return [Row(str(one.measure.title), _shown(this, one), code=one.name) for one in found.by_name.values()]


def weeks(this: Asked, name: str) -> Panel:
    """The figure week by week."""
    found = figures.by_week(this.wallet, name, this.since, this.until, today=this.today, **this.filters)
    said = tuple((day.isoformat(), one) for day, one in found)
    # a single small week would be the sum less the others
    shown = withhold_parts(said) if this.hides_small else said
    rows = tuple(Row(day, one, date.fromisoformat(day)) for day, one in shown)
    measure = BY_NAME[name]
    title = _("%(figure)s by week") % {"figure": measure.title}
    return Panel(f"{name}-weeks", title, "line", _("Week of"), rows, _unit(measure))


def parts(this: Asked, name: str, dimension: str, names: Mapping[str, str]) -> Panel:
    """The figure for each value of a dimension."""
    found = figures.split(
        this.wallet, name, dimension, this.since, this.until, today=this.today, **this.filters
    )
    if this.hides_small or (dimension == "agent" and not this.sees_calls):
        found = withhold_parts(found)
    rows = tuple(Row(names.get(part, _("not known")), one, code=part) for part, one in found)
    heading, measure = str(LABELS[dimension]), BY_NAME[name]
    title = _("%(figure)s by %(what)s") % {"figure": measure.title, "what": heading.lower()}
    return Panel(f"{name}-{dimension}", title, "bar", heading, rows, _unit(measure))


def every_panel(staff: Staff, this: Asked, name: str) -> list[Panel]:
    """The weeks, and the parts by each dimension that is not filtered to one."""
    named = {dimension: dict(options) for dimension, options in choices(staff).items()}
    left = (dimension for dimension in LABELS if dimension not in this.filters)
    return [weeks(this, name), *(parts(this, name, one, named[one]) for one in left)]


def headlines(this: Asked) -> Iterable[Panel]:
    """What the first page draws."""
    return [weeks(this, name) for name in HEADLINES]


def _shown(this: Asked, figure: Figure) -> Figure:
    return withhold(figure) if this.hides_small else figure


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _unit(measure: Measure) -> str:
    return {Unit.SHARE: "%", Unit.SECONDS: _("minutes")}.get(measure.unit, "")


def _drawn(measure: Measure, value: float | None) -> str:
    if value is None:
        return ""
    scaled = {Unit.SHARE: 100 * value, Unit.SECONDS: value / 60}.get(measure.unit, value)
    return f"{scaled:.2f}"
