"""Reports, alarms and hazards that staff wrote down join their campaigns, a little in each turn of the loop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from answerback.findings.campaigns.join import Report, join
from answerback.findings.campaigns.models import Member, Source
from answerback.findings.hazards.kinds import Source as HazardSource
from answerback.findings.hazards.kinds import State as HazardState
from answerback.findings.hazards.models import Hazard
from answerback.journal.write import SYSTEM
from answerback.reports.models import Evidence, SecretAlarm
from answerback.wallets.models import Wallet

LOOKED_BACK = timedelta(days=2)
"""A report without anything to compare is looked at again for so long: words may still be added to it."""
BATCH = 50
MOST_EMPTY = 10_000
_empty: set[tuple[UUID, int]] = set()
"""What was looked at in this process and held nothing to compare: not worth a transaction until its words change."""


def step(at: datetime) -> int:
    """One turn for every wallet; returns how many reports joined or began a campaign."""
    return sum(gather(wallet, at=at) for wallet in Wallet.objects.all())


def gather(wallet: Wallet, *, at: datetime) -> int:
    """What came in lately and is in no campaign yet."""
    found = [*_evidence(wallet, at), *_alarms(wallet, at), *_hazards(wallet, at)]
    found.sort(key=lambda report: report.met_at)
    return sum(_joins(report, at) for report in found if _looked_at(report) not in _empty)


def _joins(report: Report, at: datetime) -> bool:
    if join(report, by=SYSTEM, at=at) is not None:
        return True
    if len(_empty) >= MOST_EMPTY:
        _empty.clear()
    _empty.add(_looked_at(report))
    return False


def _looked_at(report: Report) -> tuple[UUID, int]:
    return report.source_id, hash(report.text)


def _new(wallet: Wallet, rows: QuerySet[Any], source: Source) -> QuerySet[Any]:
    known = Member.objects.for_wallet(wallet).filter(source=source, source_id=OuterRef("id"))
    return rows.exclude(Exists(known))


def _evidence(wallet: Wallet, at: datetime) -> Iterator[Report]:
    rows = Evidence.objects.for_wallet(wallet).filter(reported_at__gt=at - LOOKED_BACK)
    for one in _new(wallet, rows, Source.REPORT).select_related("suspect").order_by("-reported_at")[:BATCH]:
        text = f"{one.suspect.value}\n{one.text}"
        yield Report(wallet, Source.REPORT, one.id, one.sender_index, one.reported_at, text)


def _alarms(wallet: Wallet, at: datetime) -> Iterator[Report]:
    """An alarm says nothing by itself; what its ticket says counts once it is written."""
    rows = SecretAlarm.objects.for_wallet(wallet).filter(raised_at__gt=at - LOOKED_BACK, ticket__isnull=False)
    new = _new(wallet, rows, Source.ALARM).select_related("ticket", "customer").order_by("-raised_at")[:BATCH]
    for one in new:
        if one.ticket.happened:
            yield Report(
                wallet,
                Source.ALARM,
                one.id,
                str(one.customer_id),
                one.raised_at,
                one.ticket.happened,
                one.customer,
                one.customer.language[:2],
            )


def _hazards(wallet: Wallet, at: datetime) -> Iterator[Report]:
    """Those that staff opened by hand, by what they wrote; what was said in a callback is heard there (`hear`)."""
    rows = Hazard.objects.for_wallet(wallet).filter(
        opened_at__gt=at - LOOKED_BACK, source=HazardSource.STAFF, state=HazardState.OPEN
    )
    new = _new(wallet, rows, Source.HAZARD).select_related("customer").order_by("-opened_at")[:BATCH]
    for one in new:
        if one.words:
            reporter, customer = str(one.customer_id), one.customer
            yield Report(
                wallet,
                Source.HAZARD,
                one.id,
                reporter,
                one.opened_at,
                one.words,
                customer,
                customer.language[:2],
            )
