"""One group of suggestions: its weight and its words, and all that a person does with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.suggestions import ChosenForm, LinkForm, MergeForm, StateForm, TitlesForm
from answerback.console.page import show
from answerback.console.views.suggestions import SECTION, mark_of
from answerback.findings.suggestions import evidence
from answerback.findings.suggestions.kinds import OPEN, State
from answerback.findings.suggestions.merge import merge
from answerback.findings.suggestions.models import Regrouping, SuggestionGroup
from answerback.findings.suggestions.regroup import split, take_out
from answerback.findings.suggestions.states import move
from answerback.findings.suggestions.trackers.link import link
from answerback.findings.suggestions.undo import Undone, undo
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


def _own(request: StaffRequest, group_id: UUID) -> SuggestionGroup:
    rows = SuggestionGroup.objects.for_wallet(request.staff.wallet).select_related("wallet", "merged_into")
    found: SuggestionGroup = one_of(rows, group_id)
    return found


def _back(group: SuggestionGroup) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:suggestion_group", args=[group.id]))


@require_GET
@staff_required(Right.GROUP_SUGGESTIONS)
def group(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """The group as it is."""
    found = _own(request, group_id)
    return _page(request, found)


def _page(request: StaffRequest, found: SuggestionGroup, status: int = 200, **forms: object) -> HttpResponse:
    at = now()
    weights = evidence.weigh(found.wallet, since=at - evidence.PERIOD, until=at)
    shown = {
        "group": found,
        "mark": mark_of(found),
        "weight": weights.get(found.id),
        "weeks": evidence.weeks(found, until=at),
        "members": evidence.members(found)[:200],
        "history": evidence.history(found)[:50],
        "links": found.links.all(),
        "may_merge": found.is_standing and found.state in OPEN,
        "state_form": StateForm(found),
        "merge_form": MergeForm(found),
        "split_form": TitlesForm(found.wallet, initial={"topic": found.topic}),
        "link_form": LinkForm(),
    }
    return show(request, "suggestion_group", section=SECTION, status=status, **shown | forms)


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def group_state(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """Move it on; whoever asked is told when it is done or will not be."""
    found = _own(request, group_id)
    form = StateForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, state_form=form)
    to = State(form.cleaned_data["state"])
    move(found, to, answer=form.answer, by=request.staff.actor, at=now())
    messages.success(request, _("The group has been moved."))
    return _back(found)


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def group_merging(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """It is the same as another one."""
    found = _own(request, group_id)
    form = MergeForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, merge_form=form)
    into = form.cleaned_data["into"]
    merge(found, into, by=request.staff.actor, at=now())
    messages.success(request, _("The groups are merged. You can undo it here."))
    return _back(into)


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def group_leaving(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """Take the chosen ones out."""
    found, form = _own(request, group_id), ChosenForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422)
    take_out(found, form.cleaned_data["suggestions"], by=request.staff.actor, at=now())
    messages.success(request, _("They wait for a person again."))
    return _back(found)


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def group_splitting(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """Make the chosen ones a group of their own."""
    found = _own(request, group_id)
    form = TitlesForm(found.wallet, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, split_form=form)
    made = split(found, form.titles, form.cleaned_data["suggestions"], by=request.staff.actor, at=now())
    messages.success(request, _("They are a group of their own. You can undo it here."))
    return _back(made)


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def group_link(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """Send it to an outside tracker."""
    found, form = _own(request, group_id), LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, link_form=form)
    link(found, **form.cleaned_data, by=request.staff.actor, at=now())
    messages.success(request, _("It is on its way to the tracker."))
    return _back(found)


@require_POST
@staff_required(Right.GROUP_SUGGESTIONS)
def regrouping_undoing(request: StaffRequest, regrouping_id: UUID) -> HttpResponse:
    """Take back what somebody did to groups, and say what could not go back."""
    act = one_of(Regrouping.objects.for_wallet(request.staff.wallet), regrouping_id)
    done = undo(act, by=request.staff.actor, at=now())
    messages.success(request, _said(done))
    target = act.source_group_id or act.group_id
    return HttpResponseRedirect(reverse("console:suggestion_group", args=[target]))


def _said(done: Undone) -> str:
    parts = [ngettext("%(count)s suggestion went back.", "%(count)s suggestions went back.", done.back)]
    counts = [done.back]
    if done.elsewhere:
        parts.append(
            ngettext(
                "%(count)s has moved since and stays.", "%(count)s have moved since and stay.", done.elsewhere
            )
        )
        counts.append(done.elsewhere)
    if done.stay:
        parts.append(ngettext("%(count)s came later and stays.", "%(count)s came later and stay.", done.stay))
        counts.append(done.stay)
    return " ".join(part % {"count": count} for part, count in zip(parts, counts, strict=True))
