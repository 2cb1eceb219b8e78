"""The list of hazards as the console draws it, with its filters by owner and lateness."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, CharField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import name_of
from answerback.findings.hazards.kinds import Kind, Level, State
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.queries import hazards_of
from answerback.people.queries import staff_of
from answerback.wallets.models import Wallet

LEVELS = {Level.LOW: "quiet", Level.MEDIUM: "care", Level.HIGH: "care", Level.URGENT: "stop"}
STATES = {State.OPEN: "act", State.CLOSED: "done", State.WITHDRAWN: "quiet"}
NOBODY = "nobody"
LATE = (("late", _("Overdue")), ("in_time", _("In time")))


def level_mark(hazard: Hazard) -> Mark:
    """How grave; once it is over, without colour."""
    level = Level(hazard.level)
    return Mark(level.label, LEVELS[level] if hazard.state == State.OPEN else "quiet")


def state_mark(hazard: Hazard) -> Mark:
    """Where it stands; an overdue one says so."""
    if hazard.state == State.OPEN and hazard.late_since is not None:
        return Mark(_("Overdue"), "stop")
    state = State(hazard.state)
    return Mark(state.label, STATES[state])


def rows_of(wallet: Wallet) -> QuerySet[Hazard]:
    """Every hazard, with what the filters ask for."""
    late = Case(
        When(state=State.OPEN, late_since__isnull=False, then=Value("late")),
        default=Value("in_time"),
        output_field=CharField(),
    )
    return hazards_of(wallet).annotate(owned=Coalesce("owner__work_number", Value(NOBODY)), lateness=late)


def table_of(wallet: Wallet) -> Table:
    """The list, with the wallet's own staff among the filters."""
    return Table(
        "hazards",
        _("Security hazards"),
        (
            Field("kind", _("What is unsafe"), lambda one: Kind(one.kind).label, sort="kind"),
            Field("level", _("Risk"), level_mark),
            Field("points", _("Points"), lambda one: one.points, sort="points", numeric=True),
            Field("state", _("State"), state_mark, sort="state"),
            Field("customer", _("Customer's id"), lambda one: one.customer.external_id),
            Field("owner", _("Owner"), lambda one: name_of(one.owner), sort="owner__work_number"),
            Field("opened", _("Opened"), lambda one: one.opened_at, sort="opened_at"),
            Field("follow_up", _("Follow-up by"), lambda one: one.follow_up_at, sort="follow_up_at"),
        ),
        (
            Filter("state", _("State"), lambda: State.choices, "state"),
            Filter("level", _("Risk"), lambda: Level.choices, "level"),
            Filter("kind", _("What is unsafe"), lambda: Kind.choices, "kind"),
            Filter("owner", _("Owner"), lambda: _owners(wallet), "owned"),
            Filter("lateness", _("Overdue"), lambda: LATE, "lateness"),
        ),
        link=lambda one: reverse("console:hazard", args=[one.id]),
    )


def _owners(wallet: Wallet) -> Iterable[tuple[str, object]]:
    yield NOBODY, _("Without owner")
    for member in staff_of(wallet):
        yield member.work_number, name_of(member)
