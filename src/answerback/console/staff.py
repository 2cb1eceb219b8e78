"""The list of staff: roles, languages, what each is doing, open flags."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from answerback.console.stories import presences
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.customers.models import Language
from answerback.people.access import Staff
from answerback.people.models import Membership, Role
from answerback.people.rights import Right
from answerback.reports.queries import flagged_agents

NAMES = dict(Language.choices)


def staff_table(staff: Staff) -> Table:
    """With what each agent is doing now; only who manages staff may open a row."""
    return Table(
        "staff",
        _("Agents and staff"),
        (
            Field("name", _("Name"), lambda one: one.name),
            Field("number", _("Work number"), lambda one: one.work_number, sort="work_number"),
            Field("role", _("Role"), lambda one: Role(one.role).label, sort="role"),
            Field("team", _("Team"), lambda one: one.team),
            Field("languages", _("Languages"), _languages),
            Field("skills", _("Skills"), lambda one: ", ".join(one.skills)),
            Field("doing", _("Now"), _doing(staff)),
        ),
        (Filter("role", _("Role"), lambda: Role.choices, "role"),),
        link=_link if staff.may(Right.MANAGE_STAFF) else None,
    )


def _link(member: Membership) -> str:
    return reverse("console:member", args=[member.id])


def _languages(member: Membership) -> str:
    return ", ".join(str(NAMES.get(one, one)) for one in member.languages)


def _doing(staff: Staff) -> Callable[[Membership], Mark]:
    present, flagged = presences(staff.wallet), flagged_agents(staff.wallet)

    def doing(member: Membership) -> Mark:
        if member.ended_at is not None:
            return Mark(_now("Has left"))
        if member.id in flagged:
            return Mark(_now("Alarm waits for review"), "stop")
        return present.get(member.id, Mark(_now("Away")))

    return doing
