"""What anybody reported on the public page: every suspect, its evidence, its review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from answerback.channels.directions import KINDS
from answerback.channels.kinds import Kind
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.suspects import SuspectForm
from answerback.console.page import show
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import name_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.reports.models import Evidence, Suspect, SuspectState
from answerback.reports.queries import evidence_of, suspects_of
from answerback.reports.review_suspect import dismiss_suspect, open_picture, propose_suspect


def _mark(suspect: Suspect) -> Mark:
    return Mark(SuspectState(suspect.state).label, "care" if suspect.state == SuspectState.OPEN else "quiet")


SUSPECTS = Table(
    "suspects",
    gettext_lazy("Reports of fraud from the public page"),
    (
        Field("value", gettext_lazy("What was reported"), lambda one: one.value),
        Field("kind", gettext_lazy("Kind of channel"), lambda one: KINDS[Kind(one.kind)], sort="kind"),
        Field("times", gettext_lazy("Reports"), lambda one: one.times, sort="times", numeric=True),
        Field("last", gettext_lazy("Last reported"), lambda one: one.last_at, sort="last_at"),
        Field("state", gettext_lazy("Finding"), _mark, sort="state"),
        Field("reviewer", gettext_lazy("Reviewed by"), lambda one: name_of(one.reviewed_by)),
    ),
    (Filter("state", gettext_lazy("Finding"), lambda: SuspectState.choices, "state"),),
    link=lambda one: reverse("console:suspect", args=[one.id]),
)


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def suspects(request: StaffRequest) -> HttpResponseBase:
    """All of them, the one reported last first."""
    return listed(request, SUSPECTS, suspects_of(request.staff.wallet), section="suspects")


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def suspect(request: StaffRequest, suspect_id: UUID) -> HttpResponse:
    """One suspect with what people sent."""
    found = one_of(suspects_of(request.staff.wallet), suspect_id)
    return _page(request, found, SuspectForm(initial={"value": found.value}))


def _page(request: StaffRequest, found: Suspect, form: SuspectForm, status: int = 200) -> HttpResponse:
    kind = KINDS[Kind(found.kind)]
    context = {"suspect": found, "kind": kind, "mark": _mark(found), "evidence": evidence_of(found)}
    return show(request, "suspect", section="suspects", status=status, form=form, **context)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def proposal(request: StaffRequest, suspect_id: UUID) -> HttpResponse:
    """Propose it for the reported list; somebody else publishes it."""
    found = one_of(suspects_of(request.staff.wallet), suspect_id)
    form, staff = SuspectForm(request.POST), request.staff
    if not form.is_valid():
        return _page(request, found, form, status=422)
    given = form.cleaned_data
    propose_suspect(
        found,
        value=given["value"],
        reason=given["reason"],
        reviewer=staff.membership,
        by=staff.actor,
        at=now(),
    )
    messages.success(request, _("It is proposed. A colleague decides."))
    return HttpResponseRedirect(reverse("console:suspect", args=[suspect_id]))


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def dismissal(request: StaffRequest, suspect_id: UUID) -> HttpResponse:
    """Nothing in it."""
    found = one_of(suspects_of(request.staff.wallet), suspect_id)
    staff = request.staff
    dismiss_suspect(found, reviewer=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("The finding is kept."))
    return HttpResponseRedirect(reverse("console:suspect", args=[suspect_id]))


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def picture(request: StaffRequest, evidence_id: UUID) -> HttpResponse:
    """A screenshot as a download that no browser runs; that it was opened is written down."""
    staff = request.staff
    found = one_of(Evidence.objects.for_wallet(staff.wallet), evidence_id)
    opened = open_picture(found, by=staff.actor, at=now())
    if opened is None:
        raise Http404
    answer = HttpResponse(opened.content, content_type=f"image/{opened.kind}")
    answer["Content-Disposition"] = f'attachment; filename="report-{evidence_id}.{opened.kind}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
