"""The figures by name: what each counts, its formula and what it means in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ENOUGH = 30
"""Fewer than this many and a figure says "too few": Wilson's interval of a share is then wider than 34 points."""


class Unit(StrEnum):
    """How a value is written."""

    SHARE = "share"  # 0 to 1, with Wilson's interval
    MEAN = "mean"  # on its scale, with Student's interval
    POINTS = "points"  # -100 to 100
    SECONDS = "seconds"  # a percentile of a histogram
    COUNT = "count"  # how many, without an interval


@dataclass(frozen=True)
class Measure:
    """One figure. It is made of the counts `counted`: a share is `hits` of (`hits` and `others`).

    `settles_days`: how long after its day a count is still being decided; younger days are left out.
    """

    name: str
    unit: Unit
    counted: str
    title: _StrPromise
    means: _StrPromise
    formula: _StrPromise
    hits: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    scale: tuple[int, int] = (0, 0)
    percentile: float = 0.0
    settles_days: int = 0

    @property
    def buckets(self) -> tuple[str, ...]:
        """Every bucket that the share is made of."""
        return self.hits + self.others


def _scores(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(score) for score in range(first, last + 1))


MEASURES = (
    Measure(
        "csat",
        Unit.SHARE,
        "csat",
        _("Satisfied (CSAT)"),
        _("Of the users who said how satisfied they are, so many gave 4 or 5 out of 5."),
        _("ratings of 4 or 5 ÷ all ratings from 1 to 5"),
        hits=_scores(4, 5),
        others=_scores(1, 3),
    ),
    Measure(
        "csat_mean",
        Unit.MEAN,
        "csat",
        _("Satisfaction, mean"),
        _("The average of the satisfaction ratings, from 1 (not at all) to 5 (very)."),
        _("sum of the ratings ÷ their number"),
        scale=(1, 5),
    ),
    Measure(
        "ces",
        Unit.MEAN,
        "ces",
        _("Ease (CES)"),
        _("How easy it was to have the matter handled, from 1 (hard) to 7 (easy)."),
        _("sum of the ratings ÷ their number"),
        scale=(1, 7),
    ),
    Measure(
        "nps",
        Unit.POINTS,
        "nps",
        _("Would recommend (NPS)"),
        _("Those who would recommend us, less those who would not, from −100 to 100."),
        _("% of answers 9–10 − % of answers 0–6"),
        hits=_scores(9, 10),
        others=_scores(0, 6),
        scale=(0, 10),
    ),
    Measure(
        "sure",
        Unit.SHARE,
        "sure",
        _("Felt sure it was us"),
        _("Of the users who were asked after the call, so many felt sure that it was us who rang."),
        _("answers “yes” ÷ all answers (yes, no, not sure)"),
        hits=("yes",),
        others=("no", "unsure"),
    ),
    Measure(
        "proven",
        Unit.SHARE,
        "call",
        _("Calls proven"),
        _("Of the calls in which we spoke, so many were proven to the user by code, device or own session."),
        _("proven calls ÷ calls in which somebody answered, voicemail left out"),
        hits=("proven",),
        others=("unproven",),
    ),
    Measure(
        "reached",
        Unit.SHARE,
        "ended",
        _("Reached"),
        _("Of the callbacks that came to an end, so many reached their user."),
        _("callbacks with an answered call ÷ callbacks ended, cancelled ones left out"),
        hits=("reached",),
        others=("missed",),
    ),
    Measure(
        "first_call",
        Unit.SHARE,
        "first_call",
        _("Solved with the first call"),
        _(
            "Of the matters solved with the help of a call, so many needed one call and stayed solved for a week."
        ),
        _(
            "tickets solved after exactly one call and not opened again within 7 days ÷ tickets solved after at least"
            " one call; days younger than a week left out"
        ),
        hits=("yes",),
        others=("no",),
        settles_days=7,
    ),
    Measure(
        "repeat",
        Unit.SHARE,
        "repeat",
        _("Came back within 7 days"),
        _(
            "Of the matters solved, so many brought their user back to us within a week, with this or another matter."
        ),
        _(
            "tickets solved whose user opened it again or opened another one within 7 days ÷ tickets solved; days"
            " younger than a week left out"
        ),
        hits=("yes",),
        others=("no",),
        settles_days=7,
    ),
    Measure(
        "reassured_half",
        Unit.SECONDS,
        "reassured",
        _("Time to reassurance, median"),
        _("Half of the users had a proven call or a person's written answer within this time."),
        _(
            "50th percentile from request or alarm to the first proven call or the first answer written by a person"
        ),
        percentile=0.5,
    ),
    Measure(
        "reassured_most",
        Unit.SECONDS,
        "reassured",
        _("Time to reassurance, nine in ten"),
        _("Nine in ten users had a proven call or a person's written answer within this time."),
        _(
            "90th percentile from request or alarm to the first proven call or the first answer written by a person"
        ),
        percentile=0.9,
    ),
    Measure(
        "promises",
        Unit.SHARE,
        "promise",
        _("Promises kept"),
        _("Of the promises that fell due, so many were kept in time."),
        _("kept by their time ÷ kept in time, kept late or broken; those the user let us off left out"),
        hits=("kept",),
        others=("late", "broken"),
    ),
    Measure(
        "hazards_closed",
        Unit.SHARE,
        "hazard",
        _("Hazards made safe"),
        _("Of the security hazards found, so many have been made safe since."),
        _("hazards closed ÷ hazards found in these days, withdrawn ones left out"),
        hits=("closed",),
        others=("open",),
    ),
    Measure(
        "hazards",
        Unit.COUNT,
        "hazard",
        _("Hazards found"),
        _("So many security hazards were found."),
        _("hazards opened, withdrawn ones left out"),
    ),
    Measure(
        "suggestions",
        Unit.COUNT,
        "suggestion",
        _("Suggestions"),
        _("So many suggestions were written down."),
        _("suggestions made"),
    ),
    Measure(
        "offers",
        Unit.SHARE,
        "offer",
        _("Offers accepted"),
        _("Of the offers that were said and answered, so many were accepted."),
        _("accepted ÷ accepted or refused"),
        hits=("accepted",),
        others=("refused",),
    ),
    Measure(
        "requested",
        Unit.COUNT,
        "requested",
        _("Callbacks asked for"),
        _("So many callbacks were asked for, by an event, a user or a promise."),
        _("callbacks requested"),
    ),
)
BY_NAME = {one.name: one for one in MEASURES}
