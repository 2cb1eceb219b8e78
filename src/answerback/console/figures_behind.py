"""The lines of the list behind a figure: when, what, by whom, and where to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.console.figures_said import duration_said
from answerback.insight.histogram import seconds_of
from answerback.insight.measures import Measure
from answerback.insight.models import Fact

ABOUT = {
    "callback": gettext_lazy("Callback"),
    "call": gettext_lazy("Telephone call"),
    "ticket": gettext_lazy("Ticket"),
    "rating": gettext_lazy("Rating by the user"),
    "promise": gettext_lazy("Promise"),
    "hazard": gettext_lazy("Security hazard"),
    "suggestion": gettext_lazy("Suggestion"),
    "offer": gettext_lazy("Offer"),
    "alarm": gettext_lazy("Alarm"),
}
BUCKETS = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "unsure": gettext_lazy("not sure"),
    "proven": gettext_lazy("proven"),
    "unproven": gettext_lazy("not proven"),
    "reached": gettext_lazy("reached"),
    "missed": gettext_lazy("not reached"),
    "kept": gettext_lazy("kept"),
    "late": gettext_lazy("kept late"),
    "broken": gettext_lazy("broken"),
    "open": gettext_lazy("open"),
    "closed": gettext_lazy("made safe"),
    "all": gettext_lazy("counted"),
    "said": gettext_lazy("said"),
    "accepted": gettext_lazy("accepted"),
    "refused": gettext_lazy("refused"),
}


@dataclass(frozen=True)
class Line:
    """One thing that was counted; `href` is empty where nothing shows it."""

    day: date | None
    what: str
    href: str
    counted: str
    kind: str
    agent: str
    language: str


def lines(measure: Measure, facts: Iterable[Fact], names: Mapping[str, Mapping[str, str]]) -> list[Line]:
    """The facts as lines."""
    return [_line(measure, fact, names) for fact in facts]


def _line(measure: Measure, fact: Fact, names: Mapping[str, Mapping[str, str]]) -> Line:
    bucket = str(fact.counted[measure.counted])
    said = (
        _("about %(value)s") % {"value": bucket_said(bucket)} if measure.percentile else bucket_word(bucket)
    )
    named = {name: names[name].get(getattr(fact, name), "–") for name in ("kind", "agent", "language")}
    return Line(fact.day, str(ABOUT[fact.about]), _href(fact), said, **named)


def bucket_word(bucket: str) -> str:
    """A bucket's name, or the score itself."""
    return str(BUCKETS.get(bucket, bucket))


def bucket_said(bucket: str) -> str:
    """The duration that a bucket stands for."""
    return duration_said(seconds_of(bucket))


def _href(fact: Fact) -> str:
    if fact.about in ("callback", "call") and fact.callback_id:
        return reverse("console:callback", args=[fact.callback_id])
    if fact.about == "hazard":
        return reverse("console:hazard", args=[fact.subject_id])
    if fact.ticket_id:
        return reverse("console:ticket", args=[fact.ticket_id])
    return reverse("console:callback", args=[fact.callback_id]) if fact.callback_id else ""
