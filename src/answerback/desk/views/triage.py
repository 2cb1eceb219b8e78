"""One keystroke: what happened to the payment, and who can put it right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from answerback.chains.triage.words import say
from answerback.desk.clock import now
from answerback.desk.triage import subject_of
from answerback.desk.views.mine import back, mine
from answerback.findings.solutions.hear import weigh_again
from answerback.lookups.examine import examine
from answerback.lookups.form import posted
from answerback.lookups.tones import notice_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

LEVELS = {"done": messages.SUCCESS, "info": messages.INFO, "care": messages.WARNING}


@require_POST
@staff_required(Right.WRITE_NOTES)
def triage(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Judge what stands in the form; the customer reads the same verdict in the portal."""
    callback = mine(request, callback_id)
    given, everywhere = posted(request.POST, zone=callback.customer.zone)
    examined = examine(
        callback.wallet,
        given,
        subject=subject_of(callback),
        customer_id=callback.customer_id,
        by=request.staff.actor,
        at=now(),
        everywhere=everywhere,
    )
    weigh_again(callback, by=request.staff.actor, at=now())
    happened = say(examined.verdict, examined.case, language=get_language() or "en").happened
    messages.add_message(request, LEVELS[notice_of(examined.verdict, examined.case)], happened)
    return back()
