"""What needs a person, by kind: each with how many, since when, and where to go. Questions only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Callback
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.states import State
from answerback.findings.campaigns.queries import waiting as new_fraud_campaigns
from answerback.findings.hazards.kinds import State as HazardState
from answerback.findings.hazards.queries import hazards_of, urgent_hazards, without_owner
from answerback.findings.offers.queries import waiting_for_approval
from answerback.intake.models import EventState
from answerback.intake.queries import events_of
from answerback.people.access import Staff
from answerback.people.rights import Right
from answerback.reports.queries import open_alarms
from answerback.tickets.promise_counts import unexplained_promises
from answerback.tickets.queries import open_promises, unsettled_requests
from answerback.wallets.models import Delivery, Wallet
from answerback.wallets.policies import policies_of
from answerback.wallets.queries import deliveries_of, endpoints_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# These rules name no time at which a clock alone would let us ring.
ONLY_A_PERSON = (Rule.NO_NUMBER, Rule.NO_LINE, Rule.CONSENT_MISSING, Rule.NUMBER_FRESH)
UNSETTLED_AFTER = timedelta(minutes=30)


@dataclass(frozen=True)
class Item:
    """One kind of thing that waits: `kind` is the badge's, `since` the oldest of them."""

    title: str | _StrPromise
    why: str | _StrPromise
    count: int
    since: datetime | None
    address: str
    kind: str


@dataclass(frozen=True)
class Watched:
    """How one kind is counted, who sees it and where it leads."""

    right: Right
    title: str | _StrPromise
    why: str | _StrPromise
    kind: str
    rows: str
    dated: str
    address: str
    query: str = ""


WATCHED = (
    Watched(
        Right.HANDLE_ALARMS,
        _("“They asked me for a secret”"),
        _("The agent gets no callbacks until somebody has looked."),
        "stop",
        "alarms",
        "raised_at",
        "console:alarms",
        "?verdict=open",
    ),
    Watched(
        Right.HANDLE_ALARMS,
        _("Urgent security hazards"),
        _("Money or an account is at stake now."),
        "stop",
        "urgent",
        "opened_at",
        "console:hazards",
        "?state=open&level=urgent",
    ),
    Watched(
        Right.HANDLE_ALARMS,
        _("Hazards overdue"),
        _("A measure or the follow-up call is late."),
        "care",
        "late",
        "late_since",
        "console:hazards",
        "?lateness=late",
    ),
    Watched(
        Right.HANDLE_ALARMS,
        _("Hazards without owner"),
        _("Nobody looks after them."),
        "care",
        "unowned",
        "opened_at",
        "console:hazards",
        "?state=open&owner=nobody",
    ),
    Watched(
        Right.HANDLE_ALARMS,
        _("New fraud campaigns"),
        _("Several users met the same fraud. Look at what they share, then confirm or dismiss it."),
        "stop",
        "fraud_campaigns",
        "found_at",
        "console:fraud_campaigns",
        "?state=found",
    ),
    Watched(
        Right.APPROVE_NUMBERS,
        _("Fresh numbers to approve"),
        _("The number, its SIM or its forwarding changed lately: a thief's number is new, too."),
        "care",
        "fresh",
        "created_at",
        "console:callbacks",
        f"?held={Rule.NUMBER_FRESH.value}&state=planned",
    ),
    Watched(
        Right.SEE_CALLBACKS,
        _("Callbacks that no clock will free"),
        _("No consent, no verified number or no line: they wait until something changes."),
        "care",
        "held",
        "created_at",
        "console:callbacks",
        "?state=planned&sort=-held",
    ),
    Watched(
        Right.SEE_CALLBACKS,
        _("Promises overdue"),
        _("We said by when; that time has passed."),
        "stop",
        "promises",
        "due_at",
        "console:promises",
    ),
    Watched(
        Right.SEE_CALLBACKS,
        _("Broken promises without a word"),
        _("The user reads that we are late, and nobody has said why."),
        "stop",
        "unexplained",
        "broken_at",
        "console:promises",
        "?which=unexplained",
    ),
    Watched(
        Right.APPROVE_OFFERS,
        _("Offers to approve"),
        _("A colleague wrote them; nobody hears them before somebody else has read them."),
        "care",
        "offers",
        "written_at",
        "console:offers",
        "?state=draft",
    ),
    Watched(
        Right.SEE_CALLBACKS,
        _("Approved, and not answered by the backend"),
        _("The user said yes more than half an hour ago."),
        "care",
        "requests",
        "decided_at",
        "console:requests",
    ),
    Watched(
        Right.IMPORT_EVENTS,
        _("Events that wait for their customer"),
        _("The backend named somebody we do not know yet."),
        "care",
        "events",
        "received_at",
        "console:events",
        f"?state={EventState.CUSTOMER_MISSING.value}",
    ),
    Watched(
        Right.MANAGE_KEYS,
        _("Webhooks that could not be delivered"),
        _("The backend does not know what it should."),
        "stop",
        "deliveries",
        "created_at",
        "console:deliveries",
        "?state=failed",
    ),
    Watched(
        Right.MANAGE_KEYS,
        _("Webhook endpoints switched off"),
        _("Nothing is sent there until somebody turns them on."),
        "care",
        "endpoints",
        "disabled_at",
        "console:webhooks",
    ),
)


def what_waits(staff: Staff, *, at: datetime) -> list[Item]:
    """What this person may see to, the things that wait for nobody left out."""
    rows = _rows(staff.wallet, at)
    items = [_item(one, rows[one.rows]) for one in WATCHED if staff.may(one.right)]
    return [item for item in items if item.count]


def fresh_numbers(wallet: Wallet) -> QuerySet[Callback]:
    """Planned callbacks held because the number changed lately."""
    return held_for_a_person(wallet).filter(held_by=Rule.NUMBER_FRESH)


def held_for_a_person(wallet: Wallet) -> QuerySet[Callback]:
    """Planned callbacks that wait until a person changes something."""
    rows = Callback.objects.for_wallet(wallet).filter(state=State.PLANNED, approved_at=None)
    return rows.filter(held_by__in=[rule.value for rule in ONLY_A_PERSON])


def _rows(wallet: Wallet, at: datetime) -> dict[str, QuerySet[Any]]:
    return {
        "alarms": open_alarms(wallet),
        "fraud_campaigns": new_fraud_campaigns(wallet),
        "urgent": urgent_hazards(wallet),
        "late": hazards_of(wallet).filter(state=HazardState.OPEN, late_since__isnull=False),
        "unowned": without_owner(wallet),
        "fresh": fresh_numbers(wallet),
        "held": held_for_a_person(wallet).exclude(held_by=Rule.NUMBER_FRESH),
        "promises": open_promises(wallet, before=at),
        "unexplained": unexplained_promises(wallet, before=at - _explained_in(wallet)),
        "offers": waiting_for_approval(wallet, at),
        "requests": unsettled_requests(wallet, before=at - UNSETTLED_AFTER),
        "events": events_of(wallet).filter(state=EventState.CUSTOMER_MISSING),
        "deliveries": deliveries_of(wallet, state=Delivery.State.FAILED),
        "endpoints": endpoints_of(wallet).filter(disabled_at__isnull=False),
    }


def _explained_in(wallet: Wallet) -> timedelta:
    return timedelta(hours=policies_of(wallet).promise_explained_in_hours)


def _item(one: Watched, rows: QuerySet[Any]) -> Item:
    since = rows.order_by(one.dated).values_list(one.dated, flat=True).first()
    return Item(one.title, one.why, rows.count(), since, reverse(one.address) + one.query, one.kind)
