"""Solutions: the library with its figures, one version in both languages, drafts, publishing and retiring."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.guide_check import Found
from answerback.console.guide_words import Json
from answerback.console.page import show
from answerback.console.solution_words import (
    authors_of,
    changes,
    faults_in,
    fits_of,
    lists_of,
    posted_content,
    rows_of,
    share,
    spent,
    steps_of,
)
from answerback.findings.solutions import publish as publishing
from answerback.findings.solutions.draft import save_draft
from answerback.findings.solutions.figures import figures_of, figures_of_all
from answerback.findings.solutions.install import install_solutions
from answerback.findings.solutions.models import SolutionVersion
from answerback.findings.solutions.queries import overdue_steps, published_of, solutions_of, versions_of
from answerback.findings.solutions.refusals import SolutionBroken, SolutionUnsafe
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

OVERDUE_SHOWN = 50


def _version(request: StaffRequest, solution_id: UUID, number: int) -> SolutionVersion:
    """One version of one of this wallet's solutions, or 404."""
    solution = one_of(solutions_of(request.staff.wallet), solution_id)
    rows = versions_of(solution)
    return one_of(rows, rows.filter(number=number).values_list("id", flat=True).first() or solution.id)


def _to(version: SolutionVersion) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("console:solution_version", args=[version.solution_id, version.number])
    )


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def solutions(request: StaffRequest) -> HttpResponse:
    """Every solution with its figures, what often fails, and what is overdue."""
    wallet = request.staff.wallet
    overdue = overdue_steps(wallet, at=now())[:OVERDUE_SHOWN]
    return show(request, "solutions", section="solutions", rows=rows_of(wallet), overdue=overdue)


@require_POST
@staff_required(Right.PUBLISH_CONVERSATIONS)
def ready_made(request: StaffRequest) -> HttpResponse:
    """Publish the ready-made solutions that the wallet does not have yet; its own are left alone."""
    added = install_solutions(request.staff.wallet, by=request.staff.actor, at=now())
    messages.success(request, _("%(count)s ready-made solutions were published.") % {"count": len(added)})
    return HttpResponseRedirect(reverse("console:solutions"))


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def solution(request: StaffRequest, solution_id: UUID) -> HttpResponse:
    """One solution: its versions and how each has done."""
    found = one_of(solutions_of(request.staff.wallet), solution_id)
    versions = list(versions_of(found))
    figures = figures_of_all(versions)
    authors = authors_of(request.staff.wallet, versions)
    rows = [
        (one, figures[one.id], share(figures[one.id].solved), authors.get(one.created_by)) for one in versions
    ]
    return show(request, "solution", section="solutions", solution=found, rows=rows)


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def version(request: StaffRequest, solution_id: UUID, number: int) -> HttpResponse:
    """One version, Chinese and English side by side, with its figures and what the check says."""
    found = _version(request, solution_id, number)
    figures = figures_of(found)
    read: dict[str, Any] = {
        "faults": faults_in(found.content, request.staff.wallet) if found.state == "draft" else [],
        "content": found.content,
        "lists": lists_of(found.content),
        "fits": fits_of(found.content),
        "steps": steps_of(found.content, figures),
        "figures": figures,
        "said": (share(figures.solved), share(figures.reopened), spent(figures.median_seconds)),
        "author": authors_of(request.staff.wallet, [found]).get(found.created_by),
        "may_publish": request.staff.may(Right.PUBLISH_CONVERSATIONS),
    }
    return show(request, "solution_version", section="solutions", version=found, **read)


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_CONVERSATIONS)
def version_json(request: StaffRequest, solution_id: UUID, number: int) -> HttpResponse:
    """The whole of it as JSON; another slug makes another solution. Saving writes a draft."""
    found = _version(request, solution_id, number)
    if request.method != "POST":
        return _editing(request, found, found.content, [])
    content, problems = posted_content(request.POST, found.content)
    if problems or "check" in request.POST:
        return _editing(request, found, content, problems)
    try:
        draft = save_draft(request.staff.wallet, content=content, by=request.staff.actor, at=now())
    except SolutionBroken as broken:
        return _editing(request, found, content, [Found("", where, what) for where, what in broken.problems])
    messages.success(request, _("The draft is saved. It is proposed once it is published."))
    return _to(draft)


def _editing(
    request: StaffRequest, found: SolutionVersion, content: Json, problems: list[Found]
) -> HttpResponse:
    text = request.POST.get("json") or json.dumps(content, ensure_ascii=False, indent=2)
    faults = problems or faults_in(content, request.staff.wallet)
    return show(
        request, "solution_json", section="solutions", version=found, text=text, faults=faults, status=200
    )


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def version_changes(request: StaffRequest, solution_id: UUID, number: int) -> HttpResponse:
    """What is different from the version that is proposed now, or from the one before it."""
    found = _version(request, solution_id, number)
    published = published_of(found.solution)
    if published is None or published.id == found.id:
        published = versions_of(found.solution).filter(number__lt=found.number).first()
    differing = changes(published.content, found.content) if published else []
    said: dict[str, Any] = {"version": found, "before": published, "changes": differing}
    return show(request, "solution_changes", section="solutions", **said)


@require_POST
@staff_required(Right.PUBLISH_CONVERSATIONS)
def version_publication(request: StaffRequest, solution_id: UUID, number: int) -> HttpResponse:
    """Make the draft the version that is proposed; the check must be empty."""
    found = _version(request, solution_id, number)
    try:
        publishing.publish(found, by=request.staff.actor, at=now())
        messages.success(
            request, _("Published: it is proposed from now on. What is under way goes on as it began.")
        )
    except (SolutionBroken, SolutionUnsafe) as refused:
        messages.error(request, str(refused.sentence))
    return _to(found)


@require_POST
@staff_required(Right.PUBLISH_CONVERSATIONS)
def version_retirement(request: StaffRequest, solution_id: UUID, number: int) -> HttpResponse:
    """Propose it no more."""
    found = _version(request, solution_id, number)
    publishing.retire(found, by=request.staff.actor, at=now())
    messages.success(request, _("Retired: it is no longer proposed. What is under way goes on."))
    return _to(found)
