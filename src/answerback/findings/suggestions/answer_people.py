"""Those who asked are told: done, or not done and why. Once per customer and answer, a batch at a time.

For ten minutes after the move nobody is told, so that a slip of the hand can be taken back. Everybody finds the
answer on his own page; the wallet's backend is told (webhook `suggestion.answered`) only about customers who let us
speak of service and have not asked for quiet. Whoever joins an answered group later is told as well.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from answerback.customers.models import Customer, Purpose, Stop
from answerback.customers.queries import has_consent
from answerback.findings.suggestions.kinds import ANSWERED
from answerback.findings.suggestions.models import Suggestion, SuggestionGroup, Told
from answerback.journal.write import SYSTEM, Audience, Subject, write
from answerback.wallets.outbox import queue

KIND = "suggestion.answered"
HOLD = timedelta(minutes=10)
BATCH = 100
MAY_BE_TOLD = (Stop.NOTHING, Stop.OFFERS)


def step(at: datetime) -> int:
    """Tell the next batch; returns how many people were told: call until 0."""
    # every wallet: one loop serves them all
    due = SuggestionGroup.objects.filter(
        told_at=None, state__in=ANSWERED, merged_into=None, state_at__lte=at - HOLD
    )
    return sum(_tell(group, at=at) for group in due.select_related("wallet").order_by("state_at")[:10])


def _tell(group: SuggestionGroup, *, at: datetime) -> int:
    customers = list(_not_yet_told(group)[:BATCH])
    for customer in customers:
        _tell_one(group, customer, at=at)
    if len(customers) < BATCH:
        _finish(group, at=at)
    return len(customers)


def _not_yet_told(group: SuggestionGroup) -> QuerySet[Customer]:
    said = Suggestion.objects.for_wallet(group.wallet_id).filter(group=group, customer=OuterRef("id"))
    told = Told.objects.for_wallet(group.wallet_id).filter(
        group=group, answer=group.answers, customer=OuterRef("id")
    )
    rows: QuerySet[Customer] = Customer.objects.for_wallet(group.wallet_id).filter(erased_at=None)
    return rows.filter(Exists(said), ~Exists(told)).select_related("wallet").order_by("id")


@transaction.atomic
def _tell_one(group: SuggestionGroup, customer: Customer, *, at: datetime) -> None:
    """The row is the proof that it was done; whoever comes second finds it and does nothing."""
    by_webhook = customer.stop in MAY_BE_TOLD and has_consent(customer, Purpose.SERVICE)
    told, is_new = Told.objects.get_or_create(
        wallet_id=group.wallet_id,
        group=group,
        customer=customer,
        answer=group.answers,
        defaults={"at": at, "by_webhook": by_webhook},
    )
    if not is_new:
        return
    if by_webhook:
        queue(group.wallet, KIND, _body(group, customer), at=at, message_id=f"suggestion_{told.id.hex}")
    write(
        KIND,
        wallet_id=group.wallet_id,
        subject=Subject("suggestion_group", group.id),
        customer_id=customer.id,
        audience=Audience.CUSTOMER,
        by=SYSTEM,
        at=at,
        data={"group": group.id, "state": group.state, "by_webhook": by_webhook},
    )


def _body(group: SuggestionGroup, customer: Customer) -> dict[str, object]:
    own = Suggestion.objects.for_wallet(group.wallet_id).filter(group=group, customer=customer)
    return {
        "customer": customer.external_id,
        "group": group.id,
        "suggestions": [str(one) for one in own.order_by("id").values_list("id", flat=True)],
        "state": group.state,
        "reason_code": group.reason_code,
        "title_zh": group.title_zh,
        "title_en": group.title_en,
        "answer_zh": group.answer_zh,
        "answer_en": group.answer_en,
    }


def _finish(group: SuggestionGroup, *, at: datetime) -> None:
    """Everybody knows, unless the group was moved meanwhile."""
    rows = SuggestionGroup.objects.for_wallet(group.wallet_id).filter(id=group.id, answers=group.answers)
    rows.filter(state=group.state).update(told_at=at)
