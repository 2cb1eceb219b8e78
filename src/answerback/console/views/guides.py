"""Conversations: the guides and their versions, read side by side, compared, tried out, published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.guide_check import faults_in, guides_of, published_of, versions_of
from answerback.console.guide_trial import try_out
from answerback.console.guide_words import changes, shown, title_of
from answerback.console.page import show
from answerback.conversations.install import install_guides
from answerback.conversations.models import GuideVersion
from answerback.conversations.publish import publish
from answerback.conversations.reading import read_guide
from answerback.conversations.refusals import GuideBroken, GuideUnsafe
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


def version_of(request: StaffRequest, guide_id: UUID, number: int) -> GuideVersion:
    """One version of one of this wallet's guides, or 404."""
    guide = one_of(guides_of(request.staff.wallet), guide_id)
    rows = versions_of(guide)
    return one_of(rows, rows.filter(number=number).values_list("id", flat=True).first() or guide.id)


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def guides(request: StaffRequest) -> HttpResponse:
    """Every guide with its versions."""
    rows = [(one, published_of(one), versions_of(one).first()) for one in guides_of(request.staff.wallet)]
    return show(request, "guides", section="guides", guides=rows)


@require_POST
@staff_required(Right.PUBLISH_CONVERSATIONS)
def guides_ready_made(request: StaffRequest) -> HttpResponse:
    """Publish the ready-made guides that the wallet does not have yet; its own are left alone."""
    added = install_guides(request.staff.wallet, by=request.staff.actor, at=now())
    messages.success(request, _("%(count)s ready-made conversations were published.") % {"count": len(added)})
    return HttpResponseRedirect(reverse("console:guides"))


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def guide(request: StaffRequest, guide_id: UUID) -> HttpResponse:
    """One guide: its versions."""
    found = one_of(guides_of(request.staff.wallet), guide_id)
    return show(request, "guide", section="guides", guide=found, versions=versions_of(found))


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def version(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """One version, Chinese and English side by side, with what the check says."""
    found = version_of(request, guide_id, number)
    faults = faults_in(found.content, request.staff.wallet) if found.state == "draft" else []
    read: dict[str, Any] = {"parts": shown(found.content), "title": title_of(found.content), "faults": faults}
    may_publish = request.staff.may(Right.PUBLISH_CONVERSATIONS)
    return show(request, "version", section="guides", version=found, may_publish=may_publish, **read)


@require_GET
@staff_required(Right.EDIT_CONVERSATIONS)
def version_changes(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """What is different from the version that agents use now."""
    found = version_of(request, guide_id, number)
    published = published_of(found.guide)
    differing = changes(published.content, found.content) if published else []
    said: dict[str, Any] = {"version": found, "published": published, "changes": differing}
    return show(request, "version_changes", section="guides", **said)


@require_POST
@staff_required(Right.PUBLISH_CONVERSATIONS)
def version_publication(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """Make the draft the guide that agents use; the check must be empty."""
    found = version_of(request, guide_id, number)
    try:
        publish(found, by=request.staff.actor, at=now())
        messages.success(request, _("Published: the next call uses this version."))
    except (GuideBroken, GuideUnsafe) as refused:
        messages.error(request, str(refused.sentence))
    return HttpResponseRedirect(reverse("console:version", args=[guide_id, number]))


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_CONVERSATIONS)
def version_trial(request: StaffRequest, guide_id: UUID, number: int) -> HttpResponse:
    """Walk through it as an agent; nothing is kept."""
    found = version_of(request, guide_id, number)
    language, agent = get_language() or "en", request.staff.membership.name
    trial = try_out(read_guide(found.content), found.wallet, request.POST, language=language, agent=agent)
    return show(request, "trial", section="guides", version=found, trial=trial)
