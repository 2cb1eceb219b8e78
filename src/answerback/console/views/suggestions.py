"""What users wish for: those that wait for a person, the machine's proposals, and every suggestion as a list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.suggestions import ChosenForm, JoinForm, TitlesForm
from answerback.console.page import show
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.findings.suggestions import evidence
from answerback.findings.suggestions.kinds import State, Topic
from answerback.findings.suggestions.models import Suggestion, SuggestionGroup
from answerback.findings.suggestions.propose import new_groups, proposals, waiting_beside
from answerback.findings.suggestions.regroup import new_group, put
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

PER_PAGE = 20
SECTION = "suggestions"
KINDS = {State.NEW: "care", State.CONSIDERED: "act", State.PLANNED: "act", State.SHIPPED: "done"}


def mark_of(group: SuggestionGroup) -> Mark:
    """Where a group stands."""
    state = State(group.state)
    return Mark(state.label, KINDS.get(state, "quiet"))


GROUPS = Table(
    "suggestion_groups",
    gettext_lazy("Groups of suggestions"),
    (
        Field("title", gettext_lazy("Group"), lambda one: one.title),
        Field("topic", gettext_lazy("Function or screen"), lambda one: Topic(one.topic).label, sort="topic"),
        Field("state", gettext_lazy("State"), mark_of, sort="state"),
        Field("people", gettext_lazy("People"), lambda one: one.people, sort="people", numeric=True),
        Field("members", gettext_lazy("Suggestions"), lambda one: one.members, sort="members", numeric=True),
        Field("made", gettext_lazy("Made"), lambda one: one.made_at, sort="made_at"),
    ),
    (
        Filter("state", gettext_lazy("State"), lambda: State.choices, "state"),
        Filter("topic", gettext_lazy("Function or screen"), lambda: Topic.choices, "topic"),
    ),
    link=lambda one: reverse("console:suggestion_group", args=[one.id]),
)


@require_GET
@staff_required(Right.GROUP_SUGGESTIONS)
def suggestions(request: StaffRequest) -> HttpResponseBase:
    """The groups, and how many suggestions wait for a person."""
    wallet = request.staff.wallet
    rows = evidence.with_people(evidence.standing_groups(wallet))
    waiting = evidence.waiting(wallet).count()
    return listed(request, GROUPS, rows, section=SECTION, template="suggestions", waiting=waiting)


@require_GET
@staff_required(Right.GROUP_SUGGESTIONS)
def waiting(request: StaffRequest) -> HttpResponse:
    """What no person has grouped yet: first what may be a new group, then one by one."""
    wallet = request.staff.wallet
    page = Paginator(evidence.waiting(wallet).select_related("wallet"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    found = new_groups(wallet)
    forms = [
        (one, TitlesForm(wallet, initial=_named(one.topic, [row.id for row in one.suggestions])))
        for one in found
    ]
    rows = [(one, proposals(one)) for one in page]
    return show(request, "suggestions_waiting", section=SECTION, page=page, rows=rows, found=forms)


@require_GET
@staff_required(Right.GROUP_SUGGESTIONS)
def suggestion(request: StaffRequest, suggestion_id: UUID) -> HttpResponse:
    """One suggestion with what the machine proposes, and why."""
    one = one_of(evidence.suggestions_of(request.staff.wallet), suggestion_id)
    return _page(request, one, TitlesForm(request.staff.wallet, initial=_named(one.topic, [one.id])))


def _page(request: StaffRequest, one: Suggestion, form: TitlesForm, status: int = 200) -> HttpResponse:
    groups = evidence.standing_groups(one.wallet)
    found = {"proposals": proposals(one), "beside": waiting_beside(one), "groups": groups}
    return show(request, "suggestion", section=SECTION, status=status, one=one, form=form, **found)


def _named(topic: str, ids: list[UUID]) -> dict[str, object]:
    return {"topic": topic, "suggestions": ids}


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def grouping(request: StaffRequest) -> HttpResponse:
    """Put the chosen ones into a group that is there."""
    form, staff = JoinForm(request.POST), request.staff
    if not form.is_valid():
        messages.error(request, _("Please choose suggestions and a group."))
        return HttpResponseRedirect(reverse("console:suggestions_waiting"))
    said = form.cleaned_data
    group = one_of(SuggestionGroup.objects.for_wallet(staff.wallet).select_related("wallet"), said["group"])
    put(group, said["suggestions"], by=staff.actor, at=now(), proposed=said["proposed"])
    messages.success(request, _("They are in the group. You can undo it there."))
    return HttpResponseRedirect(reverse("console:suggestion_group", args=[group.id]))


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def groups_new(request: StaffRequest) -> HttpResponse:
    """Make a group of the chosen ones."""
    staff = request.staff
    form = TitlesForm(staff.wallet, request.POST)
    if not form.is_valid():
        return _again(request, form)
    said = form.cleaned_data
    group = new_group(
        staff.wallet, form.titles, said["suggestions"], by=staff.actor, at=now(), proposed=said["proposed"]
    )
    messages.success(request, _("The group is made. You can undo it there."))
    return HttpResponseRedirect(reverse("console:suggestion_group", args=[group.id]))


def _again(request: StaffRequest, form: TitlesForm) -> HttpResponse:
    """The page of the first chosen one, with what was wrong."""
    chosen = ChosenForm(form.data)
    ids = chosen.cleaned_data["suggestions"] if chosen.is_valid() else []
    rows = evidence.suggestions_of(request.staff.wallet).filter(id__in=ids)
    first = rows.first()
    if first is None:
        messages.error(request, _("Please choose suggestions from the list."))
        return HttpResponseRedirect(reverse("console:suggestions_waiting"))
    return _page(request, first, form, status=422)
