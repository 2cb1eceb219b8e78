"""Promises: made with one key, kept, explained when broken; and the page of what I owe."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.promised import explain
from answerback.conversations.queries import conversation_of
from answerback.desk.clock import now
from answerback.desk.promising import ExplainForm, owed_by, promise_in
from answerback.desk.refusals import NotAnOutcome
from answerback.desk.views.mine import back, mine
from answerback.people.access import StaffRequest, staff_required
from answerback.people.queries import memberships_of
from answerback.people.rights import Right
from answerback.texts.refusals import SecretInText
from answerback.tickets.models import Promise
from answerback.tickets.promise import keep_promise, release_promise
from answerback.tickets.promise_due import end_of
from answerback.tickets.refusals import EmptyText, PromiseInThePast


@require_POST
@staff_required(Right.WORK_TICKETS)
def promised(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Promise what was chosen or written; the customer sees it at once."""
    callback = mine(request, callback_id)
    talk = conversation_of(callback.wallet, callback_id=callback.id)
    language = talk.language if talk else callback.language
    promise_in(callback, request.POST, language=language, by=request.staff.actor, at=now())
    messages.success(request, _("It is promised: the customer reads it in the wallet."))
    return back()


@require_GET
@staff_required(Right.WORK_TICKETS)
def owed(request: StaffRequest) -> HttpResponse:
    """What I owe, the broken ones first."""
    return _page(request, now())


@require_POST
@staff_required(Right.WORK_TICKETS)
def kept(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """It is done; or the customer has let us off."""
    promise, how = _owed(request, promise_id), request.POST.get("how", "")
    verbs = {"kept": keep_promise, "released": release_promise}
    if how not in verbs:
        raise NotAnOutcome
    verbs[how](promise, by=request.staff.actor, at=now())
    messages.success(request, _("Noted: the customer sees it."))
    return _back()


@require_POST
@staff_required(Right.WORK_TICKETS)
def explained(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Say why it was not kept, and by when it will be."""
    promise = _owed(request, promise_id)
    form, at = ExplainForm(promise, request.POST), now()
    if not form.is_valid():
        return _page(request, at, form, promise)
    given = form.cleaned_data
    due = end_of(given["due"], zone=promise.ticket.customer.zone) if given["due"] else None
    try:
        explain(promise, words=given["words"], new_due_at=due, by=request.staff.actor, at=at)
    except (SecretInText, EmptyText, PromiseInThePast) as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, at, form, promise)
    messages.success(request, _("The customer reads it with the promise."))
    return _back()


def _owed(request: StaffRequest, promise_id: UUID) -> Promise:
    rows = Promise.objects.for_wallet(request.staff.wallet).filter(id=promise_id)
    found: Promise | None = rows.select_related(
        "ticket__customer", "ticket__wallet", "wallet", "owner"
    ).first()
    if found is None or not _answers_for(request, found):
        raise Http404
    return found


def _answers_for(request: StaffRequest, promise: Promise) -> bool:
    """Its owner does, and who leads; of what nobody owns, everybody."""
    mine = promise.owner_id in (None, request.staff.membership.id)
    return mine or request.staff.may(Right.ASSIGN_WORK)


def _page(
    request: StaffRequest, at: datetime, form: ExplainForm | None = None, about: Promise | None = None
) -> HttpResponse:
    promises = list(owed_by(request.staff.membership, at=at))
    rows = [(one, form if form and about == one else _form(one)) for one in promises]
    context = {
        "rows": rows,
        "wallet": request.staff.wallet,
        "wallets": {one.wallet for one in memberships_of(request.staff.person)},
    }
    return render(request, "desk/promises.html", context, status=422 if form else 200)


def _form(promise: Promise) -> ExplainForm | None:
    return ExplainForm(promise) if promise.broken_at and not promise.explained_at else None


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:promises"))
