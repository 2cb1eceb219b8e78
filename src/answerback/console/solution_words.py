"""A solution as the console shows it: both languages side by side, what differs, what the check says, figures."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from answerback.console.guide_check import Found
from answerback.console.guide_words import Change, Json
from answerback.conversations.profiles import profile_of
from answerback.findings.solutions.check import check
from answerback.findings.solutions.fault_words import sentence_of
from answerback.findings.solutions.figures import Share, StepFigures, VersionFigures, figures_of_all
from answerback.findings.solutions.kinds import Doer
from answerback.findings.solutions.models import Solution, SolutionVersion
from answerback.findings.solutions.queries import solutions_of
from answerback.findings.solutions.reading import BadSolution, read_solution
from answerback.people.models import Membership
from answerback.wallets.models import Wallet

LISTS = ("checks", "tell", "not_possible", "others")
PER_CENT = 100


@dataclass(frozen=True)
class Words:
    """One text in both languages. `only`: the conditions under which a wallet shows it."""

    place: str
    zh: str
    en: str
    only: str = ""


@dataclass(frozen=True)
class StepWords:
    """A step: who, within how many hours, and how often it fails."""

    words: Words
    how: Words | None
    doer: str
    hours: int
    figures: StepFigures | None


@dataclass(frozen=True)
class Row:
    """A solution in the list, with the figures of the version that is proposed, else of the newest one."""

    solution: Solution
    version: SolutionVersion
    draft: SolutionVersion | None
    figures: VersionFigures
    author: Membership | None

    @property
    def solved(self) -> str:
        """The share solved."""
        return share(self.figures.solved)

    @property
    def reopened(self) -> str:
        """The share reopened."""
        return share(self.figures.reopened)

    @property
    def median(self) -> str:
        """The median time."""
        return spent(self.figures.median_seconds)


def rows_of(wallet: Wallet) -> list[Row]:
    """The whole library. Five queries, however many courses there were, and a median each."""
    found: dict[object, list[SolutionVersion]] = {}
    versions = SolutionVersion.objects.for_wallet(wallet).defer("content").order_by("-number")
    for one in versions:
        found.setdefault(one.solution_id, []).append(one)
    chosen = {key: _chosen(of_one) for key, of_one in found.items()}
    figures = figures_of_all(chosen.values())
    authors = authors_of(wallet, chosen.values())
    return [
        Row(
            solution,
            chosen[solution.id],
            next((one for one in found[solution.id] if one.state == "draft"), None),
            figures[chosen[solution.id].id],
            authors.get(chosen[solution.id].created_by),
        )
        for solution in solutions_of(wallet)
        if solution.id in chosen
    ]


def authors_of(wallet: Wallet, versions: Any) -> Mapping[object, Membership]:
    """Who wrote these versions, by membership; nobody wrote what is ready-made."""
    wanted = {one.created_by for one in versions if one.created_by is not None}
    return {one.id: one for one in Membership.objects.for_wallet(wallet).filter(id__in=wanted)}


def _chosen(versions: list[SolutionVersion]) -> SolutionVersion:
    return next((one for one in versions if one.state == "published"), versions[0])


def share(of: Share) -> str:
    """A share in words: per cent of how many, with its 95 % interval; or that there are too few."""
    if of.value is None:
        return "–"
    if of.is_too_few:
        return _("%(part)s of %(whole)s: too few") % {"part": of.part, "whole": of.whole}
    low, high = of.interval
    holes = {
        "share": round(of.value * PER_CENT),
        "low": round(low * PER_CENT),
        "high": round(high * PER_CENT),
        "n": of.whole,
    }
    return _("%(share)s %% (%(low)s to %(high)s %%, n = %(n)s)") % holes


def spent(seconds: int | None) -> str:
    """A time in hours and minutes."""
    if seconds is None:
        return "–"
    return _("%(hours)s h %(minutes)s min") % {"hours": seconds // 3600, "minutes": seconds % 3600 // 60}


def lists_of(content: Json) -> list[tuple[str, list[Words]]]:
    """The texts of each list, by its name."""
    return [(name, [_words(f"{name}.{n}", one) for n, one in enumerate(content[name])]) for name in LISTS]


def fits_of(content: Json) -> list[tuple[int, Words, str]]:
    """Weight, reason and condition of each rule, the weightiest first."""
    rules = sorted(content["fits"], key=lambda one: -int(one["weight"]))
    return [
        (one["weight"], _words("", one["because"]), json.dumps(one["when"], ensure_ascii=False))
        for one in rules
    ]


def steps_of(content: Json, figures: VersionFigures) -> list[StepWords]:
    """The steps in order, with what is known of each."""
    counted = {one.step: one for one in figures.steps}
    return [
        StepWords(
            _words(one["id"], one),
            _words(one["id"], one["how"]) if "how" in one else None,
            str(Doer(one["doer"]).label),
            one["hours"],
            counted.get(one["id"]),
        )
        for one in content["steps"]
    ]


def _words(place: str, raw: Json) -> Words:
    only = {name: raw[name] for name in ("needs", "lacks", "custody") if name in raw}
    return Words(place, raw["zh"], raw["en"], "; ".join(f"{name}: {', '.join(only[name])}" for name in only))


def posted_content(posted: Mapping[str, str], written: Json) -> tuple[Json, list[Found]]:
    """The solution as posted, or why it cannot be read."""
    try:
        content: Any = json.loads(posted.get("json", ""))
    except (ValueError, RecursionError) as broken:
        return written, [Found("", "", _("This is not JSON: %(why)s") % {"why": str(broken)})]
    return content if isinstance(content, dict) else {}, []


def faults_in(content: Json, wallet: Wallet) -> list[Found]:
    """Everything that keeps it from being published in this wallet; empty when it may be."""
    try:
        read = read_solution(content)
    except BadSolution as bad:
        return [Found("", where, what) for where, what in bad.problems]
    return [Found("", one.where, sentence_of(one)) for one in check(read, profile_of(wallet))]


def changes(before: Json, after: Json) -> list[Change]:
    """What differs, line by line, with a line of context."""
    found = difflib.unified_diff(list(_lines(before)), list(_lines(after)), lineterm="", n=1)
    return [Change(line[0], line[1:]) for line in found if line[:3] not in ("---", "+++") and line[0] != "@"]


def _lines(value: object, place: str = "") -> Iterator[str]:
    """Every leaf with its place; steps by their name, so that moving one shows as moving."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _lines(one, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            name = one["id"] if isinstance(one, dict) and "id" in one else number
            yield from _lines(one, f"{place}.{name}")
    else:
        yield f"{place}: {value}"
