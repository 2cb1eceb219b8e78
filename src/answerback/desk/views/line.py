"""The manual line: the agent dials on a phone of his own and says what happened. His word moves no customer's page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from answerback.callbacks.queries import live_attempt
from answerback.desk.clock import now
from answerback.desk.refusals import NotAnOutcome
from answerback.desk.views.mine import back, mine
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.telephony.events import Cause
from answerback.telephony.legs import find
from answerback.telephony.manual import driver
from answerback.wallets.kinds import Line

ENDS = {"busy": Cause.BUSY, "no_answer": Cause.NO_ANSWER, "over": Cause.FINISHED}


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def report(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Answered, busy, nobody, over."""
    attempt = live_attempt(mine(request, callback_id))
    if attempt is None:
        return back()
    leg = find(attempt.leg_id) if attempt.leg_id and attempt.line == Line.MANUAL else None
    if leg is None:
        raise Http404
    said = request.POST.get("said", "")
    if said == "answered":
        driver.answered(leg, at=now())
    elif said in ENDS:
        driver.report(leg, ENDS[said], at=now())
    else:
        raise NotAnOutcome
    return back()
