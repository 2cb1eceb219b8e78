"""The desk itself."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks import shift
from answerback.desk.beside import beside, open_tickets
from answerback.desk.clock import now
from answerback.desk.finishing import FinishForm
from answerback.desk.hazards import hazards_on_screen
from answerback.desk.onscreen import OnScreen, on_screen
from answerback.desk.promising import promising_on_screen
from answerback.desk.queue import queue_of
from answerback.desk.solutions import solutions_on_screen
from answerback.desk.talking import talk_of
from answerback.desk.triage import triage_on_screen
from answerback.journal.write import Actor
from answerback.live.tickets import Audience, mint
from answerback.people.access import StaffRequest, staff_required
from answerback.people.queries import memberships_of
from answerback.people.rights import Right


@require_GET
@staff_required(Right.TAKE_CALLBACKS)
def home(request: StaffRequest) -> HttpResponse:
    """Queue, conversation, ticket, and the call bar on top."""
    return drawn(request)


def drawn(request: StaffRequest, form: FinishForm | None = None) -> HttpResponse:
    """The desk as it stands, with a finish that was filled in wrongly (422) or an empty one."""
    agent, by, at = request.staff.membership, request.staff.actor, now()
    screen = on_screen(agent, by=by, at=at)
    callback = screen.callback
    talk = talk_of(callback, agent, answered=screen.answered, by=by, at=at) if callback else None
    language = talk.language if talk else callback.language if callback else ""
    context = {
        "screen": screen,
        "queue": queue_of(agent, callback),
        "talk": talk,
        "finish": form or (FinishForm(callback, at=at) if callback and screen.may_finish else None),
        "tickets": [] if callback else open_tickets(agent),
        "wallet": request.staff.wallet,
        "wallets": {one.wallet for one in memberships_of(request.staff.person)},
    }
    panels = _panels(screen, language, by, at)
    return render(request, "desk/home.html", context | panels, status=422 if form else 200)


def _panels(screen: OnScreen, language: str, by: Actor, at: datetime) -> dict[str, object]:
    """What stands beside the conversation."""
    return {
        "beside": beside(screen, language=language, by=by, at=at),
        "hazards": hazards_on_screen(screen, language=language, at=at),
        "solutions": solutions_on_screen(screen, language=language, at=at),
        "promising": promising_on_screen(screen, language=language, at=at),
        "triage": triage_on_screen(screen),
    }


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
