"""Questions about hazards."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from answerback.callbacks.models import Callback
from answerback.callbacks.states import State as CallState
from answerback.conversations.models import Answer
from answerback.customers.models import Customer
from answerback.findings.hazards.kinds import Level, MeasureState, State
from answerback.findings.hazards.models import Hazard, Measure
from answerback.wallets.models import Wallet

STORIES = ("p_story", "h_said")
"""The steps of the ready guides at which a user tells in his own words what somebody wanted of him."""

GOOD_HOUR = timedelta(hours=12)
"""A follow-up rings at its time at the earliest, and waits for a good hour: over night it is not late."""

_WEIGHT = Case(
    *(When(level=level, then=Value(weight)) for weight, level in enumerate(Level)),
    output_field=IntegerField(),
)


def hazards_of(wallet: Wallet | UUID) -> QuerySet[Hazard]:
    """Every hazard of the wallet, the newest first."""
    rows = Hazard.objects.for_wallet(wallet).select_related("customer", "owner", "ticket", "wallet")
    return rows.order_by("-opened_at", "-id")


def open_hazards(customer: Customer) -> QuerySet[Hazard]:
    """What is unsafe for this customer now, the gravest first."""
    return by_weight(hazards_of(customer.wallet_id).filter(customer=customer, state=State.OPEN))


def shown_to(customer: Customer) -> QuerySet[Hazard]:
    """What the customer may read of: open or made safe, never what was withdrawn; the newest first."""
    return hazards_of(customer.wallet_id).filter(customer=customer).exclude(state=State.WITHDRAWN)


def urgent_hazards(wallet: Wallet) -> QuerySet[Hazard]:
    """Those that need a person now."""
    return hazards_of(wallet).filter(state=State.OPEN, level=Level.URGENT)


def found_since(wallet: Wallet, since: datetime) -> QuerySet[Hazard]:
    """Those that came to light since then and were not withdrawn."""
    return hazards_of(wallet).filter(opened_at__gte=since).exclude(state=State.WITHDRAWN)


def without_owner(wallet: Wallet) -> QuerySet[Hazard]:
    """Open ones that nobody looks after."""
    return hazards_of(wallet).filter(state=State.OPEN, owner=None)


def overdue(rows: QuerySet[Hazard], at: datetime) -> QuerySet[Hazard]:
    """Those of `rows` whose follow-up or one of whose measures is late; who was rung is not rung late."""
    late = Measure.objects.filter(state=MeasureState.OPEN, due_at__lt=at).values("hazard_id")
    # every wallet: `rows` say whose
    rung = Callback.objects.filter(id=OuterRef("follow_up_callback_id"), state=CallState.DONE)
    waits = Q(follow_up_at__lt=at - GOOD_HOUR) & ~Exists(rung)
    return rows.filter(state=State.OPEN).filter(waits | Q(id__in=late))


def by_weight(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    """The gravest first, then the oldest."""
    return rows.annotate(weight=_WEIGHT).order_by("-weight", "-points", "opened_at")


def hazards_of_callback(wallet: Wallet | UUID, callback_id: UUID) -> QuerySet[Hazard]:
    """What this callback brought to light and still stands."""
    return by_weight(hazards_of(wallet).filter(callback_id=callback_id, state=State.OPEN))


def words_of(hazard: Hazard) -> list[str]:
    """What was said of it: the user's own words in the conversation, and what staff wrote; after the guard."""
    texts = [hazard.words] if hazard.words else []
    if hazard.callback_id is None:
        return texts
    rows = Answer.objects.for_wallet(hazard.wallet_id).filter(
        conversation__callback_id=hazard.callback_id, superseded_at=None, step__in=STORIES
    )
    return texts + [answer.words for answer in rows if answer.words]
