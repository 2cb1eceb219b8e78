"""How heavy a group is: distinct people, out of how many were asked, their trouble, week by week, in their words.

*Asked*: distinct customers to whom a call put a question of the suggestions part in the period. *Suggesters* of the
share: those of the group among them, that is with a wish said in a call of the period. Whoever wrote by himself was
not asked; he counts as a person, not in the share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from answerback.findings.suggestions.kinds import Source
from answerback.findings.suggestions.models import Asked, Regrouping, Suggestion, SuggestionGroup
from answerback.wallets.models import Wallet

PERIOD = timedelta(days=90)
WEEKS = 13
MOST_QUOTES = 20


@dataclass(frozen=True)
class Weight:
    """People of a group; `people` ever, the others within the period. `suggesters` of `asked` is the share."""

    people: int = 0
    people_now: int = 0
    suggesters: int = 0
    asked: int = 0
    with_trouble: int = 0
    with_hazard: int = 0


@dataclass(frozen=True)
class Week:
    """From a Monday on the wallet's calendar: distinct people of the group, and how many people were asked."""

    monday: date
    people: int
    asked: int


def weigh(wallet: Wallet, *, since: datetime, until: datetime) -> dict[UUID, Weight]:
    """Every standing group of the wallet with its weight, in two questions to the database."""
    asked = asked_people(wallet, since=since, until=until)
    now = Q(made_at__gte=since, made_at__lt=until)
    rows = Suggestion.objects.for_wallet(wallet).filter(
        group__merged_into=None, group__dissolved_at=None, group__isnull=False
    )
    counted = (
        rows.order_by()
        .values("group")
        .annotate(
            people=Count("customer", distinct=True),
            people_now=Count("customer", distinct=True, filter=now),
            suggesters=Count("customer", distinct=True, filter=now & Q(source=Source.CONVERSATION)),
            with_trouble=Count("customer", distinct=True, filter=now & Q(had_trouble=True)),
            with_hazard=Count("customer", distinct=True, filter=now & ~Q(hazards=[])),
        )
    )
    found = {row.pop("group"): Weight(asked=asked, **row) for row in counted}
    empty = Weight(asked=asked)
    return {group.id: found.get(group.id, empty) for group in standing_groups(wallet)}


def asked_people(wallet: Wallet, *, since: datetime, until: datetime) -> int:
    """How many distinct customers were asked what could be better."""
    rows = Asked.objects.for_wallet(wallet).filter(asked_at__gte=since, asked_at__lt=until)
    return rows.order_by().values("customer").distinct().count()


def standing_groups(wallet: Wallet) -> QuerySet[SuggestionGroup]:
    """The groups that are neither merged away nor dissolved, the newest first."""
    return SuggestionGroup.objects.for_wallet(wallet).filter(merged_into=None, dissolved_at=None)


def with_people(groups: QuerySet[SuggestionGroup]) -> QuerySet[SuggestionGroup]:
    """Each with `people`: how many distinct customers are in it."""
    return groups.annotate(people=Count("suggestions__customer", distinct=True))


def waiting(wallet: Wallet) -> QuerySet[Suggestion]:
    """What no person has grouped yet, the newest first."""
    return Suggestion.objects.for_wallet(wallet).filter(group=None, withdrawn_at=None)


def suggestions_of(wallet: Wallet) -> QuerySet[Suggestion]:
    """Every suggestion that stands, the newest first."""
    return Suggestion.objects.for_wallet(wallet).filter(withdrawn_at=None).select_related("group", "wallet")


def quotes(group: SuggestionGroup) -> list[Suggestion]:
    """The newest in their own words, at most ten in each language; never with a name."""
    rows = Suggestion.objects.for_wallet(group.wallet_id).filter(group=group, words_erased_at=None)
    found: list[Suggestion] = []
    for language in ("zh-hans", "en"):
        found += rows.filter(language=language).order_by("-made_at", "-id")[: MOST_QUOTES // 2]
    return found


def members(group: SuggestionGroup) -> QuerySet[Suggestion]:
    """Everything in the group, the newest first."""
    return Suggestion.objects.for_wallet(group.wallet_id).filter(group=group).select_related("wallet")


def history(group: SuggestionGroup) -> QuerySet[Regrouping]:
    """What people did to the group, the newest first."""
    rows = Regrouping.objects.for_wallet(group.wallet_id).filter(Q(group=group) | Q(source_group=group))
    found: QuerySet[Regrouping] = rows.select_related("group", "source_group")
    return found.annotate(count=Count("moved"))


def weeks(group: SuggestionGroup, *, until: datetime) -> list[Week]:
    """The last thirteen weeks, on the wallet's calendar."""
    zone = ZoneInfo(group.wallet.zone)
    monday = _monday(until.astimezone(zone).date())
    first = monday - timedelta(weeks=WEEKS - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=zone)
    said = Suggestion.objects.for_wallet(group.wallet_id).filter(group=group, made_at__gte=since)
    asked = Asked.objects.for_wallet(group.wallet_id).filter(asked_at__gte=since, asked_at__lt=until)
    people = _by_week(said.values_list("made_at", "customer_id"), zone)
    all_asked = _by_week(asked.values_list("asked_at", "customer_id"), zone)
    mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [Week(one, len(people.get(one, ())), len(all_asked.get(one, ()))) for one in mondays]


def _by_week(rows: Iterable[tuple[datetime, UUID]], zone: ZoneInfo) -> dict[date, set[UUID]]:
    found: dict[date, set[UUID]] = defaultdict(set)
    for at, customer in rows:
        found[_monday(at.astimezone(zone).date())].add(customer)
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
