"""Fraud campaigns: what hangs together and by what, its judgement, and the corrections of a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.fraud_campaigns import JudgementForm, MergerForm, TraitForm
from answerback.console.fraud_campaign_page import CAMPAIGNS, page_of
from answerback.console.page import show
from answerback.findings.campaigns.by_hand import ignore, merge, split
from answerback.findings.campaigns.models import FraudCampaign
from answerback.findings.campaigns.queries import campaigns_of, members_of_wallet, traits_of_wallet
from answerback.findings.campaigns.review import confirm, dismiss, propose_identifier, reopen
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def fraud_campaigns(request: StaffRequest) -> HttpResponseBase:
    """All of them, the one met last first."""
    return listed(request, CAMPAIGNS, campaigns_of(request.staff.wallet), section="fraud_campaigns")


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def fraud_campaign(request: StaffRequest, fraud_campaign_id: UUID) -> HttpResponse:
    """One campaign: timeline, members, what they share, what was decided."""
    return _page(request, _one(request, fraud_campaign_id))


def _one(request: StaffRequest, campaign_id: UUID) -> FraudCampaign:
    return one_of(FraudCampaign.objects.for_wallet(request.staff.wallet), campaign_id)


def _page(request: StaffRequest, campaign: FraudCampaign, status: int = 200, **forms: Any) -> HttpResponse:
    context = page_of(campaign, request.staff) | forms
    return show(request, "fraud_campaign", section="fraud_campaigns", status=status, **context)


def _back(campaign_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:fraud_campaign", args=[campaign_id]))


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def confirmation(request: StaffRequest, fraud_campaign_id: UUID) -> HttpResponse:
    """It is fraud."""
    found, form, staff = _one(request, fraud_campaign_id), JudgementForm(request.POST), request.staff
    if not form.is_valid():
        return _page(request, found, 422, judgement=form)
    reason = form.cleaned_data["reason"]
    confirm(found, reason=reason, reviewer=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("Confirmed. Now its identifiers can be proposed and users warned."))
    return _back(found.id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def dismissal(request: StaffRequest, fraud_campaign_id: UUID) -> HttpResponse:
    """Nothing in it."""
    found, form, staff = _one(request, fraud_campaign_id), JudgementForm(request.POST), request.staff
    if not form.is_valid():
        return _page(request, found, 422, judgement=form)
    reason = form.cleaned_data["reason"]
    dismiss(found, reason=reason, reviewer=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("The finding is kept."))
    return _back(found.id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def reopening(request: StaffRequest, fraud_campaign_id: UUID) -> HttpResponse:
    """The judgement is taken back."""
    found = _one(request, fraud_campaign_id)
    reopen(found, by=request.staff.actor, at=now())
    return _back(found.id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def merger(request: StaffRequest, fraud_campaign_id: UUID) -> HttpResponse:
    """Two campaigns are one."""
    found = _one(request, fraud_campaign_id)
    form = MergerForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, merging=form)
    other = _one(request, UUID(form.cleaned_data["other"]))
    stays = merge(found, other, by=request.staff.actor, at=now())
    messages.success(request, _("They are one campaign now."))
    return _back(stays.id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def member_split(request: StaffRequest, fraud_member_id: UUID) -> HttpResponse:
    """This report is of another fraud."""
    found = one_of(members_of_wallet(request.staff.wallet), fraud_member_id)
    was = found.campaign_id
    split(found, by=request.staff.actor, at=now())
    messages.success(request, _("The report stands alone, and will not be joined again."))
    return _back(was)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def trait_proposal(request: StaffRequest, trait_id: UUID) -> HttpResponse:
    """Propose an identifier for the reported list; somebody else publishes it."""
    found, form = one_of(traits_of_wallet(request.staff.wallet), trait_id), TraitForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    propose_identifier(found, value=given["value"], reason=given["reason"], by=request.staff.actor, at=now())
    messages.success(request, _("It is proposed. A colleague decides."))
    return _back(found.member.campaign_id)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def trait_ignoring(request: StaffRequest, trait_id: UUID) -> HttpResponse:
    """This identifier is nobody's in particular."""
    found = one_of(traits_of_wallet(request.staff.wallet), trait_id)
    ignore(found, who=request.staff.membership, by=request.staff.actor, at=now())
    messages.success(request, _("It joins nothing from now on."))
    return _back(found.member.campaign_id)
