"""The guided conversation: an answer, one step back, the language of the call."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from answerback.conversations.go_back import go_back
from answerback.conversations.models import Conversation
from answerback.conversations.queries import conversation_of
from answerback.conversations.speak import speak
from answerback.customers.models import Language
from answerback.desk.clock import now
from answerback.desk.findings import warning
from answerback.desk.refusals import NotAnOutcome
from answerback.desk.talking import given_in_form, standing_of
from answerback.desk.views.mine import back, mine
from answerback.findings.hear import answer as write_answer
from answerback.findings.offers.ready import make_ready
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


def _talk(request: StaffRequest, callback_id: UUID) -> Conversation:
    callback = mine(request, callback_id)
    found = conversation_of(callback.wallet, callback_id=callback.id)
    if found is None:
        raise Http404
    return found


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def answer(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Write down what was said at this step, and go on."""
    callback, talk = mine(request, callback_id), _talk(request, callback_id)
    by, at = request.staff.actor, now()
    talk = make_ready(callback, talk, standing_of(callback), by=by, at=at)
    given, begun = given_in_form(request.POST, policy_for(request.staff.wallet, Place.ANSWER))
    done = write_answer(callback, talk, step=request.POST.get("step", ""), given=given, by=by, at=at)
    said = warning(done.findings, begun)
    if said:
        messages.warning(request, said)
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def back_one(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """One step back; what was said stays."""
    talk = _talk(request, callback_id)
    go_back(talk, step=request.POST.get("step", ""), by=request.staff.actor, at=now())
    return back()


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def language(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Go on in the other language."""
    talk, wanted = _talk(request, callback_id), request.POST.get("language", "")
    if wanted not in Language.values:
        raise NotAnOutcome
    speak(talk, wanted, by=request.staff.actor, at=now())
    return back()
