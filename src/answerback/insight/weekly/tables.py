"""The tables below the story; every cell as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.findings.suggestions.kinds import State
from answerback.insight.measures import BY_NAME, ENOUGH, Unit
from answerback.insight.weekly.facts import Change, Facts, FigureFact
from answerback.insight.weekly.names import Names, kind_name, value_said
from answerback.insight.weekly.sentences import SUBJECTS
from answerback.tickets.kinds import PromiseKind

CHANGES: Mapping[Change, Promise] = {
    Change.UP: gettext_lazy("up"),
    Change.DOWN: gettext_lazy("down"),
    Change.ALIKE: gettext_lazy("within chance"),
    Change.TOO_FEW: gettext_lazy("cannot be said"),
}


@dataclass(frozen=True)
class Table:
    """`rows` begin with what they are about; all other cells are numbers or a word."""

    anchor: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def tables(facts: Facts, names: Names) -> tuple[Table, ...]:
    """All of them; one without rows is left out."""
    found = (_figures(facts), _problems(facts), _wishes(facts, names), _promises(facts))
    return tuple(one for one in found if one.rows)


def _figures(facts: Facts) -> Table:
    return Table(
        "figures",
        _("All figures"),
        (
            _("Figure"),
            _("In this week"),
            _("95 percent interval"),
            _("Counted"),
            _("In the week before"),
            _("Beyond chance"),
        ),
        tuple(_figure(one) for one in facts.figures),
        _(
            "“Beyond chance” allows for comparing all figures at once. Two figures that need seven days to settle"
            " are those of the week before and of the week before that."
        ),
    )


def _figure(one: FigureFact) -> tuple[str, ...]:
    measure = BY_NAME[one.name]
    judged = measure.unit is not Unit.COUNT
    interval = "–"
    if one.low is not None and one.high is not None:
        interval = f"{value_said(one.name, one.low)} … {value_said(one.name, one.high)}"
    return (
        str(measure.title),
        _("too few") if judged and one.n < ENOUGH else value_said(one.name, one.value),
        interval,
        str(one.n),
        _("too few") if judged and one.before_n < ENOUGH else value_said(one.name, one.before),
        str(CHANGES[one.change]) if one.name in SUBJECTS else "–",
    )


def _problems(facts: Facts) -> Table:
    return Table(
        "problems",
        _("What callbacks were about"),
        (_("Matter"), _("Callbacks this week"), _("In the week before"), _("Solutions that helped")),
        tuple(
            (
                kind_name(one.kind),
                str(one.callbacks) if one.callbacks else "–",
                str(one.before) if one.callbacks else "–",
                _("%(part)s of %(whole)s") % {"part": one.solved, "whole": one.ended} if one.ended else "–",
            )
            for one in facts.problems
        ),
    )


def _wishes(facts: Facts, names: Names) -> Table:
    return Table(
        "plan",
        _("The first of the plan"),
        (_("Wish"), _("Users who asked for it, of those asked"), _("People ever"), _("Trend"), _("Stands")),
        tuple(
            (
                names.group(one.group),
                _("%(part)s of %(whole)s") % {"part": one.suggesters, "whole": one.asked},
                str(one.people),
                f"× {one.trend:.2f}",
                str(State(one.state).label),
            )
            for one in facts.wishes
        ),
        _("Distinct users within 90 days. Trend: the last four weeks beside the four before."),
    )


def _promises(facts: Facts) -> Table:
    return Table(
        "broken",
        _("Promises not kept in time, by what was promised"),
        (_("What was promised"), _("Not in time")),
        tuple((str(PromiseKind(kind).label), str(count)) for kind, count in facts.promises.by_kind),
    )
