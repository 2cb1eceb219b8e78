"""The day's work: the desk itself, the next callback, dialling, hanging up, finishing, taking back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks import dial, offer, prove, shift, wrap_up
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.queries import find, live_attempt
from answerback.desk.clock import now
from answerback.desk.onscreen import on_screen
from answerback.live.tickets import Audience, mint
from answerback.people.access import StaffRequest, staff_required
from answerback.people.queries import memberships_of
from answerback.people.rights import Right


def mine(request: StaffRequest, callback_id: UUID) -> Callback:
    """The callback on this agent's own desk; another's is not there."""
    callback = find(request.staff.wallet.id, callback_id)
    if callback is None or callback.agent_id != request.staff.membership.id:
        raise Http404
    return callback


def back() -> HttpResponseRedirect:
    """To the desk."""
    return HttpResponseRedirect(reverse("desk:home"))


@require_GET
@staff_required(Right.TAKE_CALLBACKS)
def home(request: StaffRequest) -> HttpResponse:
    """The desk: queue, conversation, ticket, and the call bar on top."""
    screen = on_screen(request.staff.membership, by=request.staff.actor, at=now())
    wallets = {one.wallet for one in memberships_of(request.staff.person)}
    context = {"screen": screen, "outcomes": Outcome, "wallet": request.staff.wallet, "wallets": wallets}
    return render(request, "desk/home.html", context)


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def next_one(request: StaffRequest) -> HttpResponse:
    """Take the best due callback; when nobody is due the desk says so."""
    try:
        offer.next_callback(request.staff.membership, by=request.staff.actor, at=now())
    except offer.NothingReady as nobody:
        messages.info(request, nobody.sentence)
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def call(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Ring the customer."""
    dial.dial(mine(request, callback_id), by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def hang_up(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """End the call."""
    attempt = live_attempt(mine(request, callback_id))
    if attempt is not None:
        dial.ask_hang_up(attempt, by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def new_code(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Another code, while the leg still has one to give."""
    attempt = live_attempt(mine(request, callback_id))
    if attempt is not None:
        prove.issue(attempt, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def finish(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Sum the callback up; with `next` in the form the next one is taken at once."""
    callback = mine(request, callback_id)
    promised = parse_datetime(request.POST.get("next_call_at", ""))
    outcome = request.POST.get("outcome", "")
    if outcome not in Outcome.values:
        raise Http404
    wrap_up.finish(callback, Outcome(outcome), by=request.staff.actor, at=now(), next_call_at=promised)
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def undo(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Take the finishing back, within its ten seconds."""
    wrap_up.undo(mine(request, callback_id), by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def beat(request: StaffRequest) -> HttpResponse:
    """The desk is open."""
    shift.beat(request.staff.membership, at=now())
    return HttpResponse(status=204)


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def stream_ticket(request: StaffRequest) -> HttpResponse:
    """Sixty seconds of leave to open this desk's stream."""
    staff = request.staff
    session = request.session.session_key or ""
    ticket = mint(Audience.DESK, staff.wallet.id, staff.membership.id, session[:8], at=now())
    return JsonResponse({"ticket": ticket})
