"""The scoring form: edited as a draft, published, and how far two scorers agree on it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.quality import ItemsForm
from answerback.console.page import show
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.quality.agreement import GOOD
from answerback.quality.compare import agreements
from answerback.quality.form import forms_of, install_form, publish_form, save_draft
from answerback.quality.items import read_items
from answerback.quality.models import FormState, ScoringForm
from answerback.quality.words import agreement_said, item_said


@require_http_methods(["GET", "POST"])
@staff_required(Right.SCORE_CALLS)
def quality_form(request: StaffRequest) -> HttpResponse:
    """The newest version to edit; POST writes the draft."""
    staff = request.staff
    newest = install_form(staff.wallet, by=staff.actor, at=now())
    items = read_items(newest.items)
    form = ItemsForm(
        request.POST if request.method == "POST" else None,
        items=items,
        pass_percent=newest.pass_percent,
        wallet=staff.wallet,
    )
    if not form.is_valid():
        return _drawn(request, newest, form)
    _save(request, form)
    messages.success(request, _("The draft is saved. Calls are scored on it once it is published."))
    return redirect("console:quality_form")


def _save(request: StaffRequest, form: ItemsForm) -> None:
    staff, percent = request.staff, form.cleaned_data["pass_percent"]
    save_draft(
        staff.wallet,
        items=form.items_said(),
        pass_percent=percent,
        author=staff.membership,
        by=staff.actor,
        at=now(),
    )


def _drawn(request: StaffRequest, newest: ScoringForm, form: ItemsForm) -> HttpResponse:
    return show(
        request,
        "quality_form",
        section="quality",
        status=422 if form.is_bound else 200,
        newest=newest,
        is_draft=newest.state == FormState.DRAFT,
        form=form,
        versions=forms_of(request.staff.wallet),
    )


@require_POST
@staff_required(Right.SCORE_CALLS)
def quality_form_publication(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Calls are scored on this version from now."""
    found = one_of(ScoringForm.objects.for_wallet(request.staff.wallet), form_id)
    publish_form(found, by=request.staff.actor, at=now())
    messages.success(request, _("Published. Reviews keep the version they were scored on."))
    return redirect("console:quality_form")


@require_GET
@staff_required(Right.SCORE_CALLS)
def quality_agreement(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Cohen's kappa for the whole form and each item of one version, with what it means."""
    found = one_of(ScoringForm.objects.for_wallet(request.staff.wallet), form_id)
    lines = [(one, item_said(one), agreement_said(one.kappa)) for one in agreements(found)]
    return show(request, "quality_agreement", section="quality", form=found, lines=lines, good=GOOD)
