"""The day's work: the next callback, dialling, hanging up, finishing, taking back; presence and wrap-up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerback.callbacks import dial, offer, prove, shift, wrap_up
from answerback.callbacks.extend import extend
from answerback.callbacks.models import Presence
from answerback.callbacks.put_off import put_off
from answerback.callbacks.queries import last_attempt, live_attempt
from answerback.customers.models import Stop
from answerback.customers.stop import stop
from answerback.desk.clock import now
from answerback.desk.finishing import FinishForm, sum_up
from answerback.desk.refusals import AgentFlagged, NotAnOutcome, NotAnswered
from answerback.desk.views.mine import back, mine
from answerback.desk.views.page import drawn
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.reports.raise_alarm import is_flagged
from answerback.texts.refusals import SecretInText


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def next_one(request: StaffRequest) -> HttpResponse:
    """Take the best due callback; when nobody is due the desk says so."""
    _take(request)
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def call(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Ring the customer."""
    _unflagged(request)
    dial.dial(mine(request, callback_id), by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def later(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Put an offered callback off, unrung."""
    put_off(mine(request, callback_id), by=request.staff.actor, at=now())
    messages.info(request, _("Put off for a quarter of an hour."))
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
    """Sum the callback up; with `then=next` the next one is taken at once."""
    callback = mine(request, callback_id)
    if callback.finished_at is None:
        form = FinishForm(callback, request.POST, at=now())
        if not form.is_valid():
            return drawn(request, form)
        try:
            sum_up(callback, form, by=request.staff.actor, at=now())
        except SecretInText as refusal:
            form.add_error("next_step", refusal.sentence)
            return drawn(request, form)
    if request.POST.get("then") == "next":
        _take(request)
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def undo(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Take the finishing back, within its ten seconds."""
    callback = mine(request, callback_id)
    if callback.finished_at is not None:
        wrap_up.undo(callback, by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def longer(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """More time for the wrap-up."""
    extend(mine(request, callback_id), by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def presence(request: StaffRequest) -> HttpResponse:
    """Available, on a break, away."""
    wanted = request.POST.get("presence", "")
    if wanted not in Presence.values:
        raise NotAnOutcome
    shift.set_presence(request.staff.membership, Presence(wanted), by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def stop_calls(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """The customer says on the line what we may still ring about."""
    callback, wanted = mine(request, callback_id), request.POST.get("level", "")
    attempt = last_attempt(callback)
    if attempt is None or attempt.answered_at is None:
        raise NotAnswered
    if wanted not in Stop.values:
        raise NotAnOutcome
    stop(callback.customer, Stop(wanted), by=request.staff.actor, at=now())
    messages.success(request, _("Noted, and it holds from now on: %(level)s") % {"level": Stop(wanted).label})
    return back()


def _take(request: StaffRequest) -> None:
    _unflagged(request)
    agent, by = request.staff.membership, request.staff.actor
    shift.set_presence(agent, Presence.AVAILABLE, by=by, at=now())
    try:
        offer.next_callback(agent, by=by, at=now())
    except offer.NothingReady as nobody:
        messages.info(request, nobody.sentence)


def _unflagged(request: StaffRequest) -> None:
    if is_flagged(request.staff.membership.id, request.staff.wallet.id):
        raise AgentFlagged
