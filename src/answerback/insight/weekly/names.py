"""What the facts name by id, in words; and numbers as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from answerback.callbacks.outcomes import Kind
from answerback.findings.solutions.kinds import Problem
from answerback.findings.solutions.models import Solution
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.insight.measures import BY_NAME, Unit
from answerback.insight.weekly.facts import Facts
from answerback.wallets.models import Wallet

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Names:
    """Titles by id, as staff wrote them, in the language active now."""

    groups: Mapping[str, str]
    solutions: Mapping[str, str]

    def group(self, id: str) -> str:
        """A group of suggestions; one that is gone has no title any more."""
        return self.groups.get(id) or _("a group that no longer exists")

    def solution(self, id: str) -> str:
        """A solution."""
        return self.solutions.get(id) or _("a solution that no longer exists")


def names_in(wallet: Wallet, facts: Facts) -> Names:
    """The titles of all that the facts name."""
    groups = {UUID(one.group) for one in facts.wishes} | {UUID(one.group) for one in facts.shipped}
    solutions = {UUID(one.solution) for one in facts.failing}
    return Names(
        {str(one.id): one.title for one in SuggestionGroup.objects.for_wallet(wallet).filter(id__in=groups)},
        {str(one.id): one.title for one in Solution.objects.for_wallet(wallet).filter(id__in=solutions)},
    )


def kind_name(code: str) -> str:
    """What a callback is about, or what a solution is for."""
    if code in Kind.values:
        return str(Kind(code).label)
    return str(Problem(code).label) if code in Problem.values else code or _("something unknown")


def value_said(name: str, value: float | None) -> str:
    """A figure's value with its unit."""
    if value is None:
        return "–"
    match BY_NAME[name].unit:
        case Unit.SHARE:
            return f"{round(100 * value)}%"
        case Unit.SECONDS:
            return duration(value)
        case Unit.MEAN:
            return f"{value:.1f}"
        case Unit.POINTS | Unit.COUNT:
            return f"{round(value)}".replace("-", "−")


def duration(seconds: float) -> str:
    """A time in the largest unit that does not hide much."""
    if seconds < 2 * MINUTE:
        return _counted(ngettext("%(count)s second", "%(count)s seconds", round(seconds)), seconds)
    if seconds < 2 * HOUR:
        minutes = seconds / MINUTE
        return _counted(ngettext("%(count)s minute", "%(count)s minutes", round(minutes)), minutes)
    if seconds < 2 * DAY:
        hours = seconds / HOUR
        return _counted(ngettext("%(count)s hour", "%(count)s hours", round(hours)), hours)
    return _counted(ngettext("%(count)s day", "%(count)s days", round(seconds / DAY)), seconds / DAY)


def _counted(sentence: str, count: float) -> str:
    return sentence % {"count": round(count)}


def joined(*sentences: str) -> str:
    """Sentences one after another: Chinese sets no space between them."""
    gap = "" if (get_language() or "").startswith("zh") else " "
    return gap.join(one for one in sentences if one)
