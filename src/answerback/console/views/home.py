"""The first page: what needs a person now."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from answerback.console.access import any_right
from answerback.console.clock import now
from answerback.console.navigation import sections_for
from answerback.console.page import show
from answerback.console.waiting import what_waits
from answerback.people.access import StaffRequest
from answerback.people.rights import Right


@require_GET
@any_right(Right.SEE_CALLBACKS, Right.MANAGE_KEYS, Right.SEE_WALLBOARD)
def home(request: StaffRequest) -> HttpResponse:
    """What waits; who sees nothing of it (an analyst) is shown the first section that is his."""
    first = sections_for(request.staff)[0]
    if first.name != "home":
        return HttpResponseRedirect(reverse(first.address))
    at = now()
    return show(request, "home", section="home", items=what_waits(request.staff, at=at), at=at)
