"""What the pages of fraud campaigns draw: the list's table, and everything about one campaign."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from answerback.channels.directions import KINDS
from answerback.channels.kinds import Kind
from answerback.console.forms.fraud_campaigns import JudgementForm, MergerForm, TraitForm, WarningForm
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import name_of
from answerback.findings.campaigns.models import (
    ByWhat,
    FraudCampaign,
    Member,
    Source,
    State,
    Warning,
    WarningState,
)
from answerback.findings.campaigns.queries import Shared, members_of, shared_by, told_of, warnings_of
from answerback.people.access import Staff

MARKS = {State.FOUND: "stop", State.CONFIRMED: "done"}
MOST_SHOWN = 200


def mark_of(campaign: FraudCampaign) -> Mark:
    """Where it stands, in word and colour."""
    return Mark(State(campaign.state).label, MARKS.get(State(campaign.state), "quiet"))


CAMPAIGNS = Table(
    "fraud-campaigns",
    gettext_lazy("Fraud campaigns"),
    (
        Field("short", gettext_lazy("Campaign"), lambda one: one.short),
        Field("people", gettext_lazy("People"), lambda one: one.people, sort="people", numeric=True),
        Field("reports", gettext_lazy("Reports"), lambda one: one.reports, sort="reports", numeric=True),
        Field("last", gettext_lazy("Last met"), lambda one: one.last_at, sort="last_at"),
        Field("state", gettext_lazy("Finding"), mark_of, sort="state"),
        Field("reviewer", gettext_lazy("Reviewed by"), lambda one: name_of(one.reviewed_by)),
    ),
    (Filter("state", gettext_lazy("Finding"), lambda: State.choices[:-1], "state"),),
    link=lambda one: reverse("console:fraud_campaign", args=[one.id]),
)


def page_of(campaign: FraudCampaign, staff: Staff) -> dict[str, Any]:
    """All that the page shows, with empty forms."""
    told, open_states = told_of(campaign), (State.GATHERING, State.FOUND)
    return {
        "campaign": campaign,
        "mark": mark_of(campaign),
        "told": told,
        "by_what": [(ByWhat(by).label, count) for by, count in told.by_what],
        "members": [_line(one) for one in members_of(campaign)[:MOST_SHOWN]],
        "shared": [_identifier(one) for one in shared_by(campaign)],
        "is_open": campaign.state in open_states,
        "is_confirmed": campaign.state == State.CONFIRMED,
        "judgement": JudgementForm(),
        "merging": MergerForm(campaign),
        "warning_form": WarningForm(campaign),
        "warnings": [_warning(one, staff) for one in warnings_of(staff.wallet).filter(campaign=campaign)],
    }


def _line(member: Member) -> dict[str, Any]:
    """Why it is here: by what, and which earlier report it resembles."""
    return {
        "member": member,
        "source": Source(member.source).label,
        "by_what": ByWhat(member.by_what).label if member.by_what else "",
        "percent": round(member.score * 100) if member.by_what == ByWhat.WORDING else None,
    }


def _identifier(one: Shared) -> dict[str, Any]:
    trait = one.trait
    form = TraitForm(initial={"value": trait.value})
    return {"trait": trait, "kind": KINDS[Kind(trait.kind)], "reports": one.reports, "form": form}


def _warning(one: Warning, staff: Staff) -> dict[str, Any]:
    waits = one.state == WarningState.PROPOSED
    return {
        "warning": one,
        "word": WarningState(one.state).label,
        "waits": waits,
        "may_approve": waits and one.proposed_by.person_id != staff.person.id,
    }
