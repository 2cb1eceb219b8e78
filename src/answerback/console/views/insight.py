"""The voice of the customer: every figure with its interval, its weeks and parts, and the calls behind it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from answerback.console import measuring
from answerback.console.clock import now
from answerback.console.figures_behind import lines
from answerback.console.figures_export import FORMATS, as_file
from answerback.console.page import show
from answerback.console.tables import PER_PAGE
from answerback.insight.behind import behind
from answerback.insight.follow import lag
from answerback.insight.measures import BY_NAME, ENOUGH, Measure
from answerback.insight.rises import rises
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.tables import with_query


def measure_of(name: str) -> Measure:
    """The measure of this name, or 404."""
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]


def page(request: StaffRequest, template: str, asked: measuring.Asked, **more: Any) -> HttpResponse:
    """A page of figures: with its filters, and how far they are counted."""
    options = measuring.choices(request.staff)
    filters = [(name, label, options[name]) for name, label in measuring.LABELS.items()]
    exports = [(shape, with_query(request.GET, export=shape, page="")) for shape in FORMATS]
    frame: dict[str, Any] = {
        "asked": asked,
        "filters": filters,
        "exports": exports,
        "lag": lag(),
        "enough": ENOUGH,
    }
    return show(request, template, section="insight", query=request.GET.urlencode(), **frame, **more)


@require_GET
@staff_required(Right.SEE_MEASURES)
def insight(request: StaffRequest) -> HttpResponse:
    """All figures in one table, and the four that say most as charts."""
    asked = measuring.asked(request.staff, request.GET, at=now())
    rows = measuring.all_figures(asked)
    shape = request.GET.get("export", "")
    if shape in FORMATS:
        return as_file(request.staff, asked, rows, shape=shape, at=now())
    risen = rises(request.staff.wallet, asked.until)
    return page(request, "insight", asked, rows=rows, risen=risen, panels=measuring.headlines(asked))


@require_GET
@staff_required(Right.SEE_MEASURES)
def insight_figure(request: StaffRequest, figure: str) -> HttpResponse:
    """One figure: its formula, its weeks, its parts."""
    measure, asked = measure_of(figure), measuring.asked(request.staff, request.GET, at=now())
    panels = measuring.every_panel(request.staff, asked, figure)
    shape = request.GET.get("export", "")
    if shape in FORMATS:
        return as_file(request.staff, asked, panels[0].rows, shape=shape, at=now())
    row = next(one for one in measuring.all_figures(asked) if one.code == figure)
    return page(request, "insight_figure", asked, measure=measure, row=row, panels=panels)


@require_GET
@staff_required(Right.SEE_CALLBACKS)
def insight_calls(request: StaffRequest, figure: str) -> HttpResponse:
    """What the figure was counted from, the newest first."""
    measure, asked = measure_of(figure), measuring.asked(request.staff, request.GET, at=now())
    only = request.GET.get("only", "")
    since, until, today = asked.since, asked.until, asked.today
    facts = behind(figure, asked.wallet, since, until, only=only, today=today, **asked.filters)
    listed = Paginator(facts, PER_PAGE).get_page(request.GET.get("page"))
    names = {name: dict(options) for name, options in measuring.choices(request.staff).items()}
    rows = lines(measure, listed, names)
    return page(request, "insight_calls", asked, measure=measure, listed=listed, rows=rows, only=only)
