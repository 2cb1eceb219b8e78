"""How many people met a campaign, at least: nobody is counted twice who cannot be told from himself.

A customer is one person. Who reports on the public page is known by the hash of his address and the day
(`reports.Evidence.sender_index`), so he is another one tomorrow: of those only the day with the most counts.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from answerback.findings.campaigns.models import Member
from answerback.wallets.models import Wallet


def people_in(rows: QuerySet[Member]) -> int:
    """Of these members."""
    customers = rows.order_by().exclude(customer=None).values("customer").distinct().count()
    days = _senders(rows)
    return customers + max((day["senders"] for day in days), default=0)


def people_of_each(wallet: Wallet | UUID) -> Combinable:
    """The same beside each campaign of a list, for `annotate`."""
    members = Member.objects.for_wallet(wallet).filter(campaign=OuterRef("id"))
    known = members.order_by().exclude(customer=None).values("campaign")
    customers = known.annotate(people=Count("customer", distinct=True)).values("people")
    most = _senders(members).order_by("-senders").values("senders")[:1]
    return _or_none(customers) + _or_none(most)


def _senders(rows: QuerySet[Member]) -> QuerySet[Any, Any]:
    """By day (UTC, as the hash has it), of those who are nobody's customer as far as we know."""
    strangers = rows.order_by().filter(customer=None).annotate(day=TruncDate("met_at", tzinfo=UTC))
    return strangers.values("day").annotate(senders=Count("reporter", distinct=True))


def _or_none(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows, output_field=IntegerField()), Value(0))
