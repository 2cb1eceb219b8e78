"""“They asked me for a secret”: every alarm, and its review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.page import show
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import name_of
from answerback.findings.hazards.from_alarm import review_alarm
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.reports.models import SecretAlarm, Verdict
from answerback.reports.queries import alarms_of


def _verdict(alarm: SecretAlarm) -> Mark:
    kinds = {Verdict.OPEN: "stop", Verdict.CONFIRMED: "stop"}
    return Mark(Verdict(alarm.verdict).label, kinds.get(Verdict(alarm.verdict), "quiet"))


def _whose_call(alarm: SecretAlarm) -> object:
    return name_of(alarm.agent) or _("Not a call of ours")


ALARMS = Table(
    "alarms",
    gettext_lazy("Alarms: “they asked me for a secret”"),
    (
        Field("raised", gettext_lazy("Raised"), lambda one: one.raised_at, sort="raised_at"),
        Field("agent", gettext_lazy("Whose call"), _whose_call, sort="agent__work_number"),
        Field("ticket", gettext_lazy("Ticket"), lambda one: one.ticket.reference if one.ticket else ""),
        Field("verdict", gettext_lazy("Finding"), _verdict, sort="verdict"),
        Field("reviewer", gettext_lazy("Reviewed by"), lambda one: name_of(one.reviewed_by)),
    ),
    (Filter("verdict", gettext_lazy("Finding"), lambda: Verdict.choices, "verdict"),),
    link=lambda one: reverse("console:alarm", args=[one.id]),
)


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def alarms(request: StaffRequest) -> HttpResponseBase:
    """All alarms, the newest first."""
    return listed(request, ALARMS, alarms_of(request.staff.wallet), section="alarms")


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def alarm(request: StaffRequest, alarm_id: UUID) -> HttpResponse:
    """One alarm, with what was known when it was raised."""
    found = one_of(alarms_of(request.staff.wallet), alarm_id)
    findings = [one for one in Verdict if one != Verdict.OPEN and (found.agent or one != Verdict.CONFIRMED)]
    return show(request, "alarm", section="alarms", alarm=found, mark=_verdict(found), findings=findings)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def alarm_review(request: StaffRequest, alarm_id: UUID) -> HttpResponse:
    """Say what was found; the first review stands."""
    found = one_of(alarms_of(request.staff.wallet), alarm_id)
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values or verdict == Verdict.OPEN:
        raise Http404
    staff = request.staff
    review_alarm(found, Verdict(verdict), reviewer=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("The finding is kept."))
    return HttpResponseRedirect(reverse("console:alarm", args=[alarm_id]))
