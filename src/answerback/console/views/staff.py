"""Agents and staff: who works here in which role, what each is doing, inviting, changing, ending."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.access import any_right, one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.staff import FaceForm, InviteForm
from answerback.console.page import show
from answerback.console.staff import staff_table
from answerback.people import sign_in_link
from answerback.people.access import StaffRequest, staff_required
from answerback.people.change import change_membership, change_role
from answerback.people.end import end_membership
from answerback.people.invite import Face, invite
from answerback.people.models import Membership, Role
from answerback.people.queries import staff_of
from answerback.people.rights import Right


def _all(request: StaffRequest) -> QuerySet[Membership]:
    return staff_of(request.staff.wallet, with_ended=True)


def _to(member: Membership) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:member", args=[member.id]))


@require_GET
@any_right(Right.MANAGE_STAFF, Right.ASSIGN_WORK)
def staff(request: StaffRequest) -> HttpResponseBase:
    """Everybody who works here, and with `?left=1` who has left."""
    left = request.GET.get("left") == "1"
    rows = staff_of(request.staff.wallet, with_ended=left)
    table = staff_table(request.staff)
    manages = request.staff.may(Right.MANAGE_STAFF)
    return listed(request, table, rows, section="staff", template="staff", left=left, manages=manages)


@require_http_methods(["GET", "POST"])
@staff_required(Right.MANAGE_STAFF)
def staff_new(request: StaffRequest) -> HttpResponse:
    """Invite somebody; the one-time link is shown once, on the page that follows."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        face = Face(**{name: said[name] for name in ("name_en", "name_zh", "team_en", "team_zh")})
        rest = {name: said[name] for name in ("username", "work_number", "languages", "skills")}
        wallet, by, at = request.staff.wallet, request.staff.actor, now()
        member = invite(wallet, role=Role(said["role"]), face=face, by=by, at=at, **rest)
        return _link(request, member)
    return show(request, "staff_new", section="staff", form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff_required(Right.MANAGE_STAFF)
def member(request: StaffRequest, member_id: UUID) -> HttpResponse:
    """One member of staff; POST changes what users see and the queue goes by."""
    found = one_of(_all(request), member_id)
    form = FaceForm.of(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_membership(found, changes=form.cleaned_data, by=request.staff.actor, at=now())
        messages.success(request, _("The changes are kept."))
        return _to(found)
    status = 422 if form.errors else 200
    return show(request, "member", section="staff", status=status, member=found, form=form, roles=Role)


@require_POST
@staff_required(Right.MANAGE_STAFF)
def member_role(request: StaffRequest, member_id: UUID) -> HttpResponse:
    """Another role; the person's sessions end."""
    found, role = one_of(_all(request), member_id), request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    change_role(found, role=Role(role), by=request.staff.actor, at=now())
    messages.success(request, _("The role is changed. The person must sign in again."))
    return _to(found)


@require_POST
@staff_required(Right.MANAGE_STAFF)
def member_end(request: StaffRequest, member_id: UUID) -> HttpResponse:
    """The person no longer works here; at once."""
    found = end_membership(one_of(_all(request), member_id), by=request.staff.actor, at=now())
    messages.success(request, _("This person no longer works here, and is signed out."))
    return _to(found)


@require_POST
@staff_required(Right.MANAGE_STAFF)
def member_link(request: StaffRequest, member_id: UUID) -> HttpResponse:
    """A new one-time link, shown once."""
    found = one_of(staff_of(request.staff.wallet), member_id)
    return _link(request, found)


def _link(request: StaffRequest, member: Membership) -> HttpResponse:
    path = sign_in_link.path_of(sign_in_link.make(member.person, at=now()))
    return show(request, "staff_link", section="staff", member=member, link=request.build_absolute_uri(path))
