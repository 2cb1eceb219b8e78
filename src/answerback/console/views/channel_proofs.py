"""Proof that a channel is in the wallet's hands: begun, confirmed by code, or a colleague's word."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerback.channels.control import ask, attest, confirm
from answerback.channels.models import Way
from answerback.channels.queries import channels_of, proof_rows
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.channels import ProofCodeForm, StatementForm
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.refusals import Refusal
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


@require_POST
@staff_required(Right.PROPOSE_CHANNELS)
def channel_proof(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Begin one of the ways that the channel's kind allows."""
    found = one_of(channels_of(request.staff.wallet), channel_id)
    way = request.POST.get("way", "")
    if way not in Way.values:
        raise Http404
    ask(found, Way(way), by=request.staff.actor, at=now())
    messages.success(request, _("Begun. What to do next stands beside it."))
    return _back(channel_id)


@require_POST
@staff_required(Right.PROPOSE_CHANNELS)
def channel_proof_confirmation(request: StaffRequest, proof_id: UUID) -> HttpResponse:
    """Type the code."""
    found, form = one_of(proof_rows(request.staff.wallet), proof_id), ProofCodeForm(request.POST)
    form.is_valid()
    try:
        confirm(found, form.cleaned_data.get("code", ""), by=request.staff.actor, at=now())
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Proven: the channel is in our hands."))
    return _back(found.channel_id)


@require_POST
@staff_required(Right.PUBLISH_CHANNELS)
def channel_attestation(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Write down how one saw that the channel is ours."""
    here = request.staff.wallet
    found, form = (
        one_of(channels_of(here), channel_id),
        StatementForm(request.POST, policy=policy_for(here, Place.CONSOLE)),
    )
    form.is_valid()
    try:
        attest(found, form.cleaned_data.get("statement", ""), by=request.staff.actor, at=now())
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Your word is kept. It counts for half a year."))
    return _back(channel_id)


def _back(channel_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:channel", args=[channel_id]) + "#proofs")
