"""Warnings about a fraud campaign: tried out, proposed by one person, approved by another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.fraud_campaigns import WarningForm
from answerback.console.fraud_campaign_page import page_of
from answerback.console.page import show
from answerback.findings.campaigns.audience import Facts, dry_run
from answerback.findings.campaigns.models import FraudCampaign, Warning
from answerback.findings.campaigns.queries import warnings_of
from answerback.findings.campaigns.warn import approve_warning, propose_warning, refuse_warning
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def warning_new(request: StaffRequest, fraud_campaign_id: UUID) -> HttpResponse:
    """Say whom it would reach; with `way=propose` it is proposed."""
    staff = request.staff
    campaign = one_of(FraudCampaign.objects.for_wallet(staff.wallet), fraud_campaign_id)
    form = WarningForm(campaign, request.POST)
    if not form.is_valid():
        return _page(request, campaign, form, status=422)
    given = form.cleaned_data
    facts = Facts(given["event_kind"], given["language"])
    if request.POST.get("way") != "propose":
        return _page(request, campaign, form, would=dry_run(campaign, facts, at=now()))
    words = {"zh": given["text_zh"], "en": given["text_en"]}
    propose_warning(campaign, facts, **words, proposer=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("It is proposed. A colleague decides."))
    return _back(campaign.id)


def _page(
    request: StaffRequest, campaign: FraudCampaign, form: WarningForm, status: int = 200, **more: object
) -> HttpResponse:
    context = page_of(campaign, request.staff) | {"warning_form": form} | more
    return show(request, "fraud_campaign", section="fraud_campaigns", status=status, **context)


def _back(campaign_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:fraud_campaign", args=[campaign_id]))


def _warning(request: StaffRequest, warning_id: UUID) -> Warning:
    return one_of(warnings_of(request.staff.wallet), warning_id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def warning_approval(request: StaffRequest, warning_id: UUID) -> HttpResponse:
    """It goes out."""
    found, staff = _warning(request, warning_id), request.staff
    approve_warning(found, approver=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("The warning goes out now."))
    return _back(found.campaign_id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def warning_refusal(request: StaffRequest, warning_id: UUID) -> HttpResponse:
    """It does not go out."""
    found, staff = _warning(request, warning_id), request.staff
    refuse_warning(found, who=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("The warning does not go out."))
    return _back(found.campaign_id)
