"""A week's facts, read from the counts and from what the answers became; in a few dozen queries, whatever its size."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from answerback.callbacks.outcomes import Kind as CallbackKind
from answerback.conversations.models import VersionState
from answerback.findings.campaigns.models import State as CampaignState
from answerback.findings.campaigns.queries import campaigns_of, waiting
from answerback.findings.hazards.kinds import Level
from answerback.findings.hazards.kinds import State as HazardState
from answerback.findings.hazards.models import Hazard
from answerback.findings.solutions.figures import figures_of_all
from answerback.findings.solutions.kinds import CourseState
from answerback.findings.solutions.models import Course, SolutionVersion
from answerback.findings.suggestions.evidence import Weight, weigh
from answerback.findings.suggestions.kinds import State as WishState
from answerback.findings.suggestions.models import SuggestionGroup, Told
from answerback.findings.suggestions.plan import RECENT, iteration_plan
from answerback.insight.figures import split
from answerback.insight.intervals import wilson
from answerback.insight.measures import ENOUGH
from answerback.insight.weekly.beyond import compared
from answerback.insight.weekly.compare import figure_facts
from answerback.insight.weekly.facts import (
    CampaignFact,
    Change,
    Facts,
    HazardFact,
    ProblemFact,
    PromiseFact,
    ShippedFact,
    StepFact,
    WishFact,
)
from answerback.insight.weekly.week import Week, week_of
from answerback.tickets.models import Promise
from answerback.tickets.queries import promise_counts
from answerback.wallets.models import Wallet

MOST = 5


def gather(wallet: Wallet, week: Week, *, at: datetime) -> Facts:
    """The week as far as it has gone at `at`."""
    return Facts(
        figures=figure_facts(wallet, week, at=at),
        problems=_problems(wallet, week),
        hazards=_hazards(wallet, week),
        campaigns=_campaigns(wallet, week),
        campaigns_waiting=waiting(wallet).count(),
        wishes=_wishes(wallet, min(week.until, at)),
        promises=_promises(wallet, week.since, min(week.until, at)),
        shipped=_shipped(wallet, week),
        failing=_failing(wallet),
    )


def _problems(wallet: Wallet, week: Week) -> tuple[ProblemFact, ...]:
    """The kinds that most callbacks were about."""
    before = week_of(wallet, week.monday - timedelta(days=1))
    now = split(wallet, "requested", "kind", week.monday, week.sunday)
    last = {kind: one.n for kind, one in split(wallet, "requested", "kind", before.monday, before.sunday)}
    ended = _courses(wallet, week)
    asked_about = [
        ProblemFact(kind, one.n, last.get(kind, 0), *ended.get(kind, (0, 0))) for kind, one in now[:MOST]
    ]
    unnamed = sorted(problem for problem in ended if problem not in CallbackKind.values)
    return (*asked_about, *(ProblemFact(problem, 0, 0, *ended[problem]) for problem in unnamed))


def _courses(wallet: Wallet, week: Week) -> dict[str, tuple[int, int]]:
    """By problem: courses solved, and courses ended, in the week. Most have the name of their callbacks' kind."""
    solved = Q(state__in=[CourseState.SOLVED, CourseState.REOPENED])
    rows = Course.objects.for_wallet(wallet).filter(
        solved | Q(state=CourseState.GIVEN_UP), ended_at__gte=week.since, ended_at__lt=week.until
    )
    counted = rows.order_by().values("version__solution__problem")
    found = counted.annotate(solved=Count("id", filter=solved), ended=Count("id"))
    return {one["version__solution__problem"]: (one["solved"], one["ended"]) for one in found}


def _hazards(wallet: Wallet, week: Week) -> HazardFact:
    rows = Hazard.objects.for_wallet(wallet).exclude(state=HazardState.WITHDRAWN)
    found = rows.filter(opened_at__gte=week.since, opened_at__lt=week.until)
    still_open = Q(closed_at=None) | Q(closed_at__gte=week.until)
    urgent = rows.filter(still_open, opened_at__lt=week.until, level=Level.URGENT)
    return HazardFact(
        found=found.count(),
        urgent_found=found.filter(level=Level.URGENT).count(),
        urgent_open=urgent.count(),
        ownerless=urgent.filter(owner=None).count(),
    )


def _campaigns(wallet: Wallet, week: Week) -> tuple[CampaignFact, ...]:
    rows = campaigns_of(wallet).filter(found_at__gte=week.since, found_at__lt=week.until)
    real = rows.exclude(state=CampaignState.DISMISSED)
    return tuple(
        CampaignFact(str(one.id), one.short, one.state, one.reports, one.people)  # type: ignore[attr-defined]
        for one in real[:MOST]
    )


def _wishes(wallet: Wallet, at: datetime) -> tuple[WishFact, ...]:
    recent = weigh(wallet, since=at - RECENT, until=at)
    before = weigh(wallet, since=at - 2 * RECENT, until=at - RECENT)
    return tuple(
        WishFact(
            str(one.group.id),
            one.group.state,
            one.weight.suggesters,
            one.weight.asked,
            one.weight.people,
            round(one.trend, 4),
            share_moved(recent[one.group.id], before[one.group.id]),
        )
        for one in iteration_plan(wallet, at)[:MOST]
    )


def share_moved(now: Weight, before: Weight) -> Change:
    """Whether more or fewer of those asked wish for it than before, by more than chance."""
    if min(now.asked, before.asked) < ENOUGH:
        return Change.TOO_FEW
    return compared(
        now.suggesters / now.asked,
        wilson(now.suggesters, now.asked),
        before.suggesters / before.asked,
        wilson(before.suggesters, before.asked),
    )


def _promises(wallet: Wallet, since: datetime, until: datetime) -> PromiseFact:
    """Those that fell due in [since, until); what is due later this week is neither kept nor broken yet."""
    counts = promise_counts(wallet, since=since, until=until)
    rows = Promise.objects.for_wallet(wallet).filter(
        due_at__gte=since, due_at__lt=until, broken_at__isnull=False, released_at=None
    )
    kinds = rows.order_by().values("kind").annotate(count=Count("id"))
    return PromiseFact(
        due=counts.due,
        kept=counts.kept,
        late=counts.late,
        broken=counts.broken,
        unexplained=rows.filter(kept_at=None, explained_at=None).count(),
        by_kind=tuple(
            sorted(((one["kind"], one["count"]) for one in kinds), key=lambda one: (-one[1], one[0]))
        ),
    )


def _shipped(wallet: Wallet, week: Week) -> tuple[ShippedFact, ...]:
    groups = SuggestionGroup.objects.for_wallet(wallet).filter(
        state=WishState.SHIPPED, state_at__gte=week.since, state_at__lt=week.until
    )
    told = dict(
        Told.objects.for_wallet(wallet)
        .filter(group__in=groups.filter(merged_into=None))
        .order_by()
        .values_list("group_id")
        .annotate(count=Count("customer", distinct=True))
    )
    shown = groups.filter(merged_into=None, dissolved_at=None).order_by("state_at", "id")
    return tuple(ShippedFact(str(one.id), told.get(one.id, 0)) for one in shown)


def _failing(wallet: Wallet) -> tuple[StepFact, ...]:
    """Steps of published solutions that often fail, as `solutions.figures` says."""
    rows = SolutionVersion.objects.for_wallet(wallet).filter(state=VersionState.PUBLISHED)
    versions = list(rows.select_related("solution").order_by("solution__slug"))
    found = figures_of_all(versions)
    return tuple(
        StepFact(str(one.solution_id), step.step, step.failed, step.done + step.failed)
        for one in versions
        for step in found[one.id].flagged
    )
