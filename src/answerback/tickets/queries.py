"""Questions about tickets: the letter to the customer, his list of matters, the timeline, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from answerback.customers.models import Customer
from answerback.journal.models import Entry
from answerback.journal.read import of_subject
from answerback.journal.write import Audience, Subject
from answerback.tickets.kinds import UNFINISHED, ActionKind, ActionState, Category, State
from answerback.tickets.models import ActionRequest, Attachment, Promise, Rating, Ticket, TicketNote
from answerback.tickets.promise import still_owed
from answerback.tickets.reference import parse, spoken
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Step:
    """One thing to do: words, and by when (None: no time was named).

    `why`: what we said when it was not kept, and `who` said it; `is_replaced`: another promise stands for it now.
    """

    text: str
    by: datetime | None
    is_done: bool = False
    is_late: bool = False
    why: str = ""
    who: str = ""
    is_replaced: bool = False


@dataclass(frozen=True)
class Letter:
    """The record of a matter as a letter: what happened, what we do, what you do, each by when."""

    reference: str
    category: str
    state: str
    is_finished: bool
    opened_at: datetime
    solved_at: datetime | None
    closed_at: datetime | None
    happened: str
    notes: tuple[Step, ...]
    we_do: tuple[Step, ...]
    you_do: tuple[Step, ...]
    requests: tuple[ActionRequest, ...]
    may_rate: bool
    may_reopen: bool


@dataclass(frozen=True)
class Matter:
    """One line in the customer's list of matters. `next_at` is the nearest time that anybody named."""

    ticket: Ticket
    reference: str
    category: str
    state: str
    waits_for_you: bool
    next_at: datetime | None


@dataclass(frozen=True)
class Moment:
    """One line of the timeline: a kind of `docs/reference/journal-kinds.md`, and its ids and codes."""

    at: datetime
    kind: str
    actor: str
    data: dict[str, object]


@dataclass(frozen=True)
class PromiseCounts:
    """For the wallboard, of promises due within a time. `late`: kept, but after its time."""

    due: int
    kept: int
    late: int
    broken: int


def by_reference(wallet: Wallet, text: str) -> Ticket | None:
    """The ticket that somebody names, however it is written; only within its wallet."""
    reference = parse(text)
    rows = Ticket.objects.for_wallet(wallet).filter(reference=reference)
    found: Ticket | None = rows.select_related("customer").first() if reference else None
    return found


def letter_of(ticket: Ticket, *, now: datetime) -> Letter:
    """The record of one matter, in the language active now, as at `now`."""
    finished = ticket.state not in UNFINISHED
    return Letter(
        reference=spoken(ticket.reference),
        category=str(Category(ticket.category).label),
        state=str(State(ticket.state).label),
        is_finished=finished,
        opened_at=ticket.opened_at,
        solved_at=ticket.solved_at,
        closed_at=ticket.closed_at,
        happened=ticket.happened,
        notes=tuple(Step(note.text, note.at) for note in _notes_shown(ticket)),
        we_do=_we_do(ticket, now),
        you_do=_you_do(ticket, now),
        requests=tuple(_requests(ticket)),
        may_rate=finished and not is_rated(ticket),
        may_reopen=finished,
    )


def is_rated(ticket: Ticket) -> bool:
    """Whether the customer has said how it went since the last closing."""
    rows = Rating.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, closing=ticket.reopened)
    return rows.exists()


def matters_of(customer: Customer, *, now: datetime) -> list[Matter]:
    """The customer's matters: those that wait for him first, then the unfinished, then the newest."""
    tickets = Ticket.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    waiting = set(waiting_requests(customer, now=now).values_list("ticket_id", flat=True))
    matters = [_matter(one, waits=one.id in waiting) for one in tickets.prefetch_related("promises")]
    return sorted(
        matters, key=lambda matter: (not matter.waits_for_you, matter.ticket.state not in UNFINISHED)
    )


def timeline(ticket: Ticket, *, for_customer: bool) -> list[Moment]:
    """What happened to a ticket, oldest first; the customer sees the entries that are his only."""
    entries = of_subject(Subject("ticket", ticket.id), wallet_id=ticket.wallet_id)
    shown = [one for one in entries if not for_customer or one.audience == Audience.CUSTOMER.value]
    return [_moment(entry) for entry in shown]


def waiting_requests(customer: Customer, *, now: datetime) -> QuerySet[ActionRequest]:
    """What waits for the customer's decision at `now`."""
    rows = ActionRequest.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    return rows.filter(state=ActionState.WAITING, expires_at__gt=now).select_related(
        "ticket", "ticket__wallet"
    )


def unsettled_requests(wallet: Wallet, *, before: datetime) -> QuerySet[ActionRequest]:
    """What was approved and free to be done before this time, and the backend has not answered."""
    rows = ActionRequest.objects.for_wallet(wallet).filter(state=ActionState.APPROVED)
    free = Q(hold_until=None, decided_at__lt=before) | Q(hold_until__lt=before)
    return rows.filter(free).select_related("ticket")


def open_promises(wallet: Wallet, *, before: datetime | None = None) -> QuerySet[Promise]:
    """What we still owe, the earliest first; with `before`, what is due until then."""
    rows = still_owed(Promise.objects.for_wallet(wallet)).select_related("ticket", "owner")
    return rows if before is None else rows.filter(due_at__lt=before)


def promise_counts(wallet: Wallet, *, since: datetime, until: datetime) -> PromiseCounts:
    """Promises that were due in [since, until), without those the user let us off."""
    rows = Promise.objects.for_wallet(wallet).filter(due_at__gte=since, due_at__lt=until, released_at=None)
    in_time = Q(kept_at__isnull=False, kept_at__lte=F("due_at"))  # as `insight` and `promise_counts` read it
    late = Q(kept_at__isnull=False, kept_at__gt=F("due_at"))
    found = rows.aggregate(
        due=Count("id"),
        kept=Count("id", filter=in_time),
        late=Count("id", filter=late),
        broken=Count("id", filter=Q(kept_at=None, broken_at__isnull=False)),
    )
    return PromiseCounts(**found)


def has_open_trouble(customer: Customer, *, besides: UUID | None = None) -> bool:
    """Whether any matter of the customer is unfinished; then no offers are made to him."""
    rows = Ticket.objects.for_wallet(customer.wallet_id).filter(customer=customer, state__in=UNFINISHED)
    return rows.exclude(id=besides).exists()


def files_of(
    customer: Customer, *, ticket: Ticket | None = None, callback_id: UUID | None = None
) -> QuerySet[Attachment]:
    """The files beside a callback, or of a ticket, that were not removed."""
    rows = Attachment.objects.for_wallet(customer.wallet_id).filter(customer=customer, purged_at=None)
    return rows.filter(ticket=ticket) if ticket is not None else rows.filter(callback_id=callback_id)


def _notes_shown(ticket: Ticket) -> QuerySet[TicketNote]:
    rows = TicketNote.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, is_draft=False)
    return rows.filter(visible_to_user=True)


def _requests(ticket: Ticket) -> QuerySet[ActionRequest]:
    return ActionRequest.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket)


def _we_do(ticket: Ticket, now: datetime) -> tuple[Step, ...]:
    promises = Promise.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, released_at=None)
    steps = [_promised(one, now) for one in promises.select_related("explained_by")]
    return (*_step(ticket.next_step, ticket.next_step_by, now), *steps)


def _promised(promise: Promise, now: datetime) -> Step:
    who = promise.explained_by
    return Step(
        promise.text,
        promise.due_at,
        is_done=promise.kept_at is not None,
        is_late=_is_late(promise, now),
        why=promise.explanation,
        who=who.name if who else "",
        is_replaced=promise.replaced_at is not None,
    )


def _you_do(ticket: Ticket, now: datetime) -> tuple[Step, ...]:
    waiting = _requests(ticket).filter(state=ActionState.WAITING, expires_at__gt=now)
    decisions = [Step(str(ActionKind(one.kind).label), one.expires_at) for one in waiting]
    return (*_step(ticket.user_step, ticket.user_step_by, now), *decisions)


def _step(text: str, by: datetime | None, now: datetime) -> list[Step]:
    return [Step(text, by, is_late=by is not None and by <= now)] if text else []


def _is_late(promise: Promise, now: datetime) -> bool:
    return (promise.kept_at or now) > promise.due_at


def _matter(ticket: Ticket, *, waits: bool) -> Matter:
    ended = ("kept_at", "released_at", "replaced_at")
    owed = [one for one in ticket.promises.all() if not any(getattr(one, name) for name in ended)]
    pending = [one.due_at for one in owed]
    named = [moment for moment in (ticket.next_step_by, ticket.user_step_by) if moment is not None]
    unfinished = ticket.state in UNFINISHED
    return Matter(
        ticket=ticket,
        reference=spoken(ticket.reference),
        category=str(Category(ticket.category).label),
        state=str(State(ticket.state).label),
        waits_for_you=unfinished and (waits or ticket.state == State.WAITING_USER),
        next_at=min([*pending, *named], default=None) if unfinished else None,
    )


def _moment(entry: Entry) -> Moment:
    return Moment(entry.at, entry.kind, entry.actor_kind, dict(entry.data))
