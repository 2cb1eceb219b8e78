"""What became of my suggestions: the customer's own, as his page and his copy of the data show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from answerback.customers.models import Customer
from answerback.findings.suggestions.kinds import ANSWERED, Reason, State, Topic
from answerback.findings.suggestions.models import Suggestion, SuggestionGroup, Told

FEWEST_OTHERS = 3
MOST = 100


@dataclass(frozen=True)
class Own:
    """One wish and what became of it. `others`: how many more people asked for the same, 0 if too few to say."""

    suggestion: Suggestion
    group: SuggestionGroup | None
    others: int

    @property
    def state(self) -> State | None:
        return State(self.group.state) if self.group else None

    @property
    def reason(self) -> object:
        """Why it is not done, as a sentence."""
        return Reason(self.group.reason_code).label if self.group and self.group.reason_code else ""

    @property
    def topic(self) -> object:
        return Topic(self.suggestion.topic).label


def own_suggestions(customer: Customer) -> list[Own]:
    """The newest first, at most a hundred."""
    rows = own_rows(customer).select_related("group", "wallet")[:MOST]
    found: list[Suggestion] = list(rows)
    groups = {one.group_id for one in found if one.group_id}
    people = _people(customer, groups)
    return [Own(one, one.group, _others(people.get(one.group_id, 0))) for one in found]


def own_rows(customer: Customer) -> QuerySet[Suggestion]:
    """What he said and has not taken back, the newest first."""
    return Suggestion.objects.for_wallet(customer.wallet_id).filter(customer=customer, withdrawn_at=None)


def answered_groups(customer: Customer) -> list[SuggestionGroup]:
    """The groups whose answer he was told and that stand as told, the newest first."""
    told = Told.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    rows = SuggestionGroup.objects.for_wallet(customer.wallet_id).filter(state__in=ANSWERED)
    return list(rows.filter(id__in=told.values("group")).order_by("-state_at")[:MOST])


def as_data(customer: Customer) -> list[dict[str, Any]]:
    """Everything kept about his suggestions, for his own copy (GDPR article 20, PIPL article 45)."""
    return [
        {
            "id": str(one.suggestion.id),
            "said_at": one.suggestion.made_at.isoformat(),
            "words": one.suggestion.words,
            "language": one.suggestion.language,
            "about": [one.suggestion.topic, *one.suggestion.other_topics],
            "had_trouble": one.suggestion.had_trouble,
            "hazards": one.suggestion.hazards,
            "group": {
                "title_zh": one.group.title_zh,
                "title_en": one.group.title_en,
                "state": one.group.state,
            }
            if one.group
            else None,
        }
        for one in own_suggestions(customer)
    ]


def _people(customer: Customer, groups: set[UUID]) -> dict[UUID | None, int]:
    rows = Suggestion.objects.for_wallet(customer.wallet_id).filter(group__in=groups).order_by()
    counted = rows.values("group").annotate(people=Count("customer", distinct=True))
    return {row["group"]: row["people"] for row in counted}


def _others(people: int) -> int:
    return people - 1 if people - 1 >= FEWEST_OTHERS else 0
