"""Before an offer is approved: of the people we spoke to lately, how many would hear it now, and why the others not.

Asked in a handful of queries for all of them together, of at most `MOST` people, the newest calls first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerback.callbacks.models import Callback
from answerback.customers.models import Consent, Purpose
from answerback.customers.stop import forbids
from answerback.findings.offers.audience import misfits, read
from answerback.findings.offers.choose import COUNTED_FOR
from answerback.findings.offers.kinds import Reply, Silence
from answerback.findings.offers.models import Offer, Saying
from answerback.findings.offers.ready import facts_in
from answerback.findings.offers.standing import CALM
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket
from answerback.wallets.policies import policies_of

DAYS, MOST = 30, 1000


@dataclass(frozen=True)
class DryRun:
    """`would` of `asked` people would hear it; `because`: how many not, by the first reason (codes), most first."""

    asked: int
    would: int
    because: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Known:
    agreed: frozenset[UUID]
    tickets: dict[UUID, set[UUID]]
    hazardous: frozenset[UUID]
    heard: dict[UUID, list[Saying]]


def dry_run(offer: Offer, *, hazardous: Collection[UUID], at: datetime) -> DryRun:
    """Whether it is approved already makes no difference. `hazardous`: customers with an open hazard."""
    calls = _last_calls(offer, at)
    known = _known(offer, [one.customer_id for one in calls], frozenset(hazardous))
    reasons = Counter(next(_reasons(offer, one, known, at), "") for one in calls)
    would = reasons.pop("", 0)
    return DryRun(len(calls), would, tuple(reasons.most_common()))


def _last_calls(offer: Offer, at: datetime) -> list[Callback]:
    rows = Callback.objects.for_wallet(offer.wallet_id).filter(created_at__gt=at - timedelta(days=DAYS))
    newest = (
        rows.filter(customer__erased_at=None).select_related("customer", "wallet").order_by("-created_at")
    )
    last = {one.customer_id: one for one in reversed(newest[: MOST * 2])}
    return list(last.values())[-MOST:]


def _known(offer: Offer, people: list[UUID], hazardous: frozenset[UUID]) -> _Known:
    consents = Consent.objects.for_wallet(offer.wallet_id).filter(
        purpose=Purpose.MARKETING, withdrawn_at=None, customer_id__in=people
    )
    tickets: dict[UUID, set[UUID]] = defaultdict(set)
    open_ones = Ticket.objects.for_wallet(offer.wallet_id).filter(
        state__in=UNFINISHED, customer_id__in=people
    )
    for customer_id, ticket_id in open_ones.values_list("customer_id", "id"):
        tickets[customer_id].add(ticket_id)
    heard: dict[UUID, list[Saying]] = defaultdict(list)
    for saying in Saying.objects.for_wallet(offer.wallet_id).filter(customer_id__in=people):
        heard[saying.customer_id].append(saying)
    return _Known(frozenset(consents.values_list("customer_id", flat=True)), tickets, hazardous, heard)


def _reasons(offer: Offer, call: Callback, known: _Known, at: datetime) -> Iterator[str]:
    """Every reason against it, in the order in which a call asks (`choose`)."""
    customer, policies = call.customer, policies_of(call.wallet)
    if customer.id not in known.agreed or forbids(customer.stop, Purpose.MARKETING):
        yield Silence.NO_CONSENT.value
    own = {call.ticket_id} if call.kind in CALM else set()
    if known.tickets.get(customer.id, set()) - own:
        yield Silence.OPEN_TROUBLE.value
    if customer.id in known.hazardous:
        yield Silence.OPEN_HAZARD.value
    heard, rest = known.heard.get(customer.id, []), at - timedelta(days=policies.offer_rest_days)
    if any(one.reply == Reply.REFUSED and one.replied_at and one.replied_at > rest for one in heard):
        yield Silence.REFUSED_LATELY.value
    same = sum(one.offer_id == offer.id for one in heard)
    lately = sum(one.shown_at > at - COUNTED_FOR for one in heard)
    if lately >= policies.offers_in_90_days or same >= offer.most_per_person:
        yield Silence.HEARD_ENOUGH.value
    yield from misfits(read(offer.audience), facts_in(call), at=at)
