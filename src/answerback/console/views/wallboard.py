"""The wallboard: readable from five metres, live, without personal data."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from answerback.console.clock import now
from answerback.console.page import show
from answerback.console.wall import wall_of
from answerback.live.tickets import Audience, mint
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


@require_GET
@staff_required(Right.SEE_WALLBOARD)
def wallboard(request: StaffRequest) -> HttpResponse:
    """The board; `?kiosk=1` leaves the frame away."""
    kiosk = request.GET.get("kiosk") == "1"
    wall = wall_of(request.staff.wallet, at=now())
    return show(request, "wallboard", section="wallboard", wall=wall, kiosk=kiosk)


@require_GET
@staff_required(Right.SEE_WALLBOARD)
def wallboard_figures(request: StaffRequest) -> HttpResponse:
    """The figures alone, for the page that stands there all day."""
    return show(request, "figures", section="wallboard", wall=wall_of(request.staff.wallet, at=now()))


@require_POST
@staff_required(Right.SEE_WALLBOARD)
def stream_ticket(request: StaffRequest) -> HttpResponse:
    """Sixty seconds of leave to open the wall's stream."""
    staff, session = request.staff, request.session.session_key or ""
    ticket = mint(Audience.WALL, staff.wallet.id, staff.membership.id, session[:8], at=now())
    return JsonResponse({"ticket": ticket})
