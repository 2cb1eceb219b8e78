"""We ring again: one security callback for all that is unsafe for a person, requested when his call is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.callbacks.screen import first_hour
from answerback.callbacks.settle import settle
from answerback.callbacks.states import LEASED
from answerback.callbacks.states import State as CallState
from answerback.customers.models import Customer, Purpose, Stop
from answerback.findings.hazards.entries import write_down
from answerback.findings.hazards.kinds import Level, State
from answerback.findings.hazards.models import Hazard
from answerback.journal.write import SYSTEM, Actor, Audience

GUIDE = KIND = "routine_follow_up"
PRIORITY = {Level.URGENT: 1, Level.HIGH: 2, Level.MEDIUM: 4, Level.LOW: 6}
LATEST = timedelta(days=3)
BATCH = 100
"""How many hazards one turn looks at."""


def step(at: datetime) -> int:
    """Request what is to be requested; how many hazards got their callback. The second turn finds nothing."""
    # every wallet: one process asks for all of them
    rows = Hazard.objects.filter(
        state=State.OPEN, follow_up_callback_id=None, follow_up_at__isnull=False, customer__erased_at=None
    ).exclude(customer__stop=Stop.EVERYTHING)
    # every wallet: the answers may still change while the call they came from is under way
    rows = rows.exclude(callback_id__in=Callback.objects.filter(state__in=LEASED).values("id"))
    ids = list(rows.order_by("opened_at").values_list("id", flat=True)[:BATCH])
    return sum(_one(hazard_id, at) for hazard_id in ids)


def no_longer_needed(hazard: Hazard, *, by: Actor, at: datetime) -> None:
    """Its callback is cancelled before it is dialled, unless something else that is open waits for it."""
    if hazard.follow_up_callback_id is None:
        return
    others = Hazard.objects.for_wallet(hazard.wallet_id).filter(
        follow_up_callback_id=hazard.follow_up_callback_id, state=State.OPEN
    )
    callback = callback_of(hazard)
    if callback is not None and not others.exclude(id=hazard.id).exists():
        settle(hazard.wallet, callback.matter_id, hazard.customer, by=by, at=at)


def callback_of(hazard: Hazard) -> Callback | None:
    """The callback that follows it up, if one was requested."""
    if hazard.follow_up_callback_id is None:
        return None
    rows = Callback.objects.for_wallet(hazard.wallet_id).filter(customer_id=hazard.customer_id)
    found: Callback | None = rows.filter(id=hazard.follow_up_callback_id).first()
    return found


def _one(hazard_id: UUID, at: datetime) -> bool:
    with transaction.atomic():
        # every wallet: the row was chosen above
        rows = Hazard.objects.filter(id=hazard_id, state=State.OPEN, follow_up_callback_id=None)
        # The customer before his hazard, as everywhere: two ways round would wait for each other.
        # every wallet: the customer of that row
        Customer.objects.select_for_update().filter(id__in=rows.values("customer_id")).first()
        hazard = rows.select_for_update(of=("self",)).select_related("customer", "wallet", "ticket").first()
        if hazard is None:
            return False
        callback = _planned(hazard) or _requested(hazard, at)
        hazard.follow_up_callback_id = callback.id
        hazard.save(update_fields=["follow_up_callback_id"])
        data = {"callback": callback.id, "by": hazard.follow_up_at}
        write_down(hazard, "hazard.follow_up_requested", by=SYSTEM, at=at, data=data, audience=Audience.STAFF)
        return True


def _planned(hazard: Hazard) -> Callback | None:
    """A callback about another hazard of his, in time for this one: nobody is rung twice for one story."""
    rows = Callback.objects.for_wallet(hazard.wallet_id).filter(
        customer=hazard.customer, state=CallState.PLANNED, matter_id__startswith="hazard:"
    )
    in_time = Q(not_before__lte=hazard.follow_up_at) | Q(appointment_at__lte=hazard.follow_up_at)
    found: Callback | None = (
        rows.filter(in_time, not_before__gte=hazard.opened_at).order_by("not_before").first()
    )
    return found


def _requested(hazard: Hazard, at: datetime) -> Callback:
    """Security: it needs no consent, and is screened like every other."""
    customer = Customer.objects.for_wallet(hazard.wallet_id).get(id=hazard.customer_id)
    due = first_hour(customer, max(hazard.follow_up_at or at, at))
    level = Level(hazard.level)
    return request(
        wallet=hazard.wallet,
        customer=customer,
        kind=KIND,
        purpose=Purpose.SECURITY,
        priority=PRIORITY[level],
        guide=GUIDE,
        not_before=due,
        deadline_at=due + LATEST,
        matter_id=f"hazard:{hazard.id}",
        event_id=uuid5(hazard.id, f"{hazard.opened_at.timestamp():.0f}"),
        ticket=hazard.ticket,
        about={"hazard": str(hazard.id)},
        by=SYSTEM,
        at=at,
    )
