"""The channel registry: entries, proposals, and the decision that a second person makes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.channels.declared import unpublished
from answerback.channels.directions import KINDS
from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Change
from answerback.channels.propose import propose, propose_change
from answerback.channels.publish import publish
from answerback.channels.queries import change_rows, channels_of, open_changes
from answerback.channels.refusals import LooksAlike
from answerback.channels.refuse import refuse, withdraw
from answerback.channels.report import propose_report
from answerback.channels.retire import propose_retirement
from answerback.console.access import one_of
from answerback.console.channels import CHANNELS, doubles, shown_change, shown_channel
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.channels import ChannelForm, DecisionForm, StatementForm, WantedForm
from answerback.console.page import show
from answerback.console.stories import history
from answerback.journal.write import Subject
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.refusals import Refusal
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

SECTION = "channels"


@require_GET
@staff_required(Right.PROPOSE_CHANNELS)
def channels(request: StaffRequest) -> HttpResponseBase:
    """Every entry; above them what waits for a second person, and what the wallet names without an entry."""
    here = request.staff.wallet
    declared = [(KINDS[kind], value) for _field, kind, value in unpublished(here)]
    more = {"waiting": open_changes(here), "declared": declared}
    return listed(request, CHANNELS, channels_of(here), section=SECTION, template="channels", **more)


@require_http_methods(["GET", "POST"])
@staff_required(Right.PROPOSE_CHANNELS)
def channel_new(request: StaffRequest) -> HttpResponse:
    """Propose an entry. What it looks like is shown, and then a reason is asked for."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "text")}
    form = ChannelForm(request.POST or None, wallet=request.staff.wallet)
    form.initial.update(asked)
    found = []
    if request.method == "POST" and form.is_valid():
        try:
            return _proposed(request, _propose(request, form))
        except LooksAlike as alike:
            form.add_error("reason", alike.sentence)
            found = doubles(form.cleaned_data["text"], alike.found)
        except Refusal as refused:
            form.add_error(None, refused.sentence)
    status = 422 if form.errors else 200
    return show(request, "channel_new", section=SECTION, form=form, doubles=found, status=status)


@require_http_methods(["GET", "POST"])
@staff_required(Right.PROPOSE_CHANNELS)
def channel(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """One entry with its people, proofs and journal; POST proposes a change of it."""
    here = request.staff.wallet
    found = one_of(channels_of(here), channel_id)
    form = WantedForm(request.POST or None, wallet=here, channel=found)
    if request.method == "POST" and form.is_valid():
        try:
            return _proposed(request, _change(request, form, channel_id))
        except Refusal as refused:
            form.add_error("reason" if isinstance(refused, LooksAlike) else None, refused.sentence)
    said = shown_channel(found, request.staff) | {"entries": history(here, Subject("channel", found.id))}
    status = 422 if form.errors else 200
    return show(
        request,
        "channel",
        section=SECTION,
        form=form,
        word=StatementForm(policy=policy_for(here, Place.CONSOLE)),
        status=status,
        **said,
    )


@require_GET
@staff_required(Right.PROPOSE_CHANNELS)
def channel_change(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """One proposal: the two people, what it looks like, and the decision."""
    return _decision(request, one_of(change_rows(request.staff.wallet), change_id), _deciding(request))


@require_POST
@staff_required(Right.PUBLISH_CHANNELS)
def channel_publication(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Publish what somebody else proposed."""
    return _decided(request, change_id, publish, _("Published, and written into the public log."))


@require_POST
@staff_required(Right.PUBLISH_CHANNELS)
def channel_refusal(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Refuse what somebody else proposed."""
    return _decided(request, change_id, refuse, _("Refused. Nothing is published by it."))


@require_POST
@staff_required(Right.PROPOSE_CHANNELS)
def channel_withdrawal(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    found = one_of(change_rows(request.staff.wallet), change_id)
    withdraw(found, by=request.staff.actor, at=now())
    messages.success(request, _("Withdrawn. Nothing is published by it."))
    return _to_channel(found)


def _propose(request: StaffRequest, form: ChannelForm) -> Change:
    staff, said = request.staff, form.cleaned_data
    kind, wanted = Kind(said["kind"]), form.wanted()
    if wanted.direction is Direction.REPORTED:
        return propose_report(
            staff.wallet, kind, form.typed(), reason=said["reason"], by=staff.actor, at=now()
        )
    return propose(staff.wallet, kind, form.typed(), wanted, reason=said["reason"], by=staff.actor, at=now())


def _change(request: StaffRequest, form: WantedForm, channel_id: UUID) -> Change:
    staff, reason = request.staff, form.cleaned_data["reason"]
    found, wanted = one_of(channels_of(staff.wallet), channel_id), form.wanted()
    if wanted.direction is Direction.RETIRED:
        return propose_retirement(found, reason=reason, by=staff.actor, at=now())
    if wanted.direction is Direction.REPORTED:
        kind, text = Kind(found.kind), found.value
        return propose_report(staff.wallet, kind, text, reason=reason, by=staff.actor, at=now())
    return propose_change(found, wanted, reason=reason, by=staff.actor, at=now())


def _proposed(request: StaffRequest, change: Change) -> HttpResponseRedirect:
    messages.success(request, _("Proposed. Somebody else decides."))
    return HttpResponseRedirect(reverse("console:channel_change", args=[change.id]))


def _decided(
    request: StaffRequest, change_id: UUID, decide: Callable[..., object], said: str
) -> HttpResponse:
    """Both decisions of the second person; what the verb refuses stands in the form, with the words typed."""
    found, form = one_of(change_rows(request.staff.wallet), change_id), _deciding(request)
    if not form.is_valid():
        return _decision(request, found, form, status=422)
    try:
        decide(found, reason=form.cleaned_data["reason"], by=request.staff.actor, at=now())
    except Refusal as refused:
        form.add_error(None, refused.sentence)
        return _decision(request, found, form, status=refused.status)
    messages.success(request, said)
    return _to_channel(found)


def _decision(request: StaffRequest, change: Change, form: Form, *, status: int = 200) -> HttpResponse:
    entries = history(request.staff.wallet, Subject("channel", change.channel_id))
    said = shown_change(change, request.staff) | {"entries": entries, "form": form}
    return show(request, "channel_change", section=SECTION, status=status, **said)


def _deciding(request: StaffRequest) -> DecisionForm:
    policy = policy_for(request.staff.wallet, Place.CONSOLE)
    return DecisionForm(request.POST if request.method == "POST" else None, policy=policy)


def _to_channel(change: Change) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:channel", args=[change.channel_id]))
