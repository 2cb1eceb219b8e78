"""A guide is written: its words in two columns, or the whole of it as JSON, checked while one types."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from answerback.console.clock import now
from answerback.console.guide_check import Found, content_of, faults_in
from answerback.console.guide_words import Json, shown, title_of
from answerback.console.page import show
from answerback.console.views.guides import version_of
from answerback.conversations.draft import save_draft
from answerback.conversations.models import GuideVersion
from answerback.conversations.refusals import GuideBroken
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_CONVERSATIONS)
def version_words(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """Every text of the guide in two columns; saving writes the draft."""
    return _edit(request, version_of(request, guide_id, number), "version_words")


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_CONVERSATIONS)
def version_json(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """The whole guide with its branches and conditions, as JSON; another `id` makes another guide."""
    return _edit(request, version_of(request, guide_id, number), "version_json")


@require_POST
@staff_required(Right.EDIT_CONVERSATIONS)
def version_check(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """What the check says about the guide as it stands in the form; nothing is saved."""
    found = version_of(request, guide_id, number)
    content, problems = content_of(request.POST, found.content)
    faults = problems or faults_in(content, request.staff.wallet)
    return show(request, "faults", section="guides", faults=faults)


def _edit(request: StaffRequest, version: GuideVersion, template: str) -> HttpResponse:
    if request.method != "POST":
        return _drawn(request, version, template, version.content, [])
    content, problems = content_of(request.POST, version.content)
    if not problems and "check" not in request.POST:
        try:
            draft = save_draft(request.staff.wallet, content=content, by=request.staff.actor, at=now())
            messages.success(request, _("The draft is saved. Agents see it once it is published."))
            return HttpResponseRedirect(reverse("console:version", args=[draft.guide_id, draft.number]))
        except GuideBroken as broken:
            problems = [Found("", where, what) for where, what in broken.problems]
    return _drawn(request, version, template, content, problems)


def _drawn(
    request: StaffRequest, version: GuideVersion, template: str, content: Json, problems: list[Found]
) -> HttpResponse:
    faults = problems or faults_in(content, request.staff.wallet)
    readable = content if template == "version_words" else version.content
    text = request.POST.get("json") or json.dumps(content, ensure_ascii=False, indent=2)
    said: dict[str, Any] = {
        "parts": shown(readable),
        "title": title_of(readable),
        "faults": faults,
        "text": text,
    }
    return show(request, template, section="guides", version=version, **said)
