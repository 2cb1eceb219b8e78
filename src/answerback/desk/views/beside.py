"""Beside the call: the note as it is typed, the next step, actions for the customer to approve, files."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.queries import last_attempt
from answerback.desk.action_forms import facts_in_form
from answerback.desk.clock import now
from answerback.desk.findings import warning
from answerback.desk.finishing import DAY_ENDS
from answerback.desk.refusals import NotAnOutcome
from answerback.desk.views.mine import back, mine
from answerback.guard import Action
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.texts.refused import still_there
from answerback.tickets.download import path_of
from answerback.tickets.kinds import ActionKind
from answerback.tickets.models import Attachment
from answerback.tickets.next_step import set_next_step
from answerback.tickets.note import SavedDraft, draft_of, save_draft
from answerback.tickets.purge import PurgeReason, purge
from answerback.tickets.queries import files_of
from answerback.tickets.request_action import request_action
from answerback.ui.guarded import without_beginnings
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


@require_POST
@staff_required(Right.WRITE_NOTES)
def note(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Keep the note as it stands; what the guard took out is told at once."""
    callback, author = mine(request, callback_id), request.staff.membership
    text, begun = without_beginnings(request.POST.get("note", ""), policy_for(callback.wallet, Place.NOTE))
    before = draft_of(author, callback_id=callback.id)
    saved = save_draft(
        callback.customer,
        author=author,
        text=text,
        version=before.version + 1 if before else 1,
        at=now(),
        ticket=callback.ticket,
        callback_id=callback.id,
    )
    kept = saved.note.text if saved.note else ""
    return JsonResponse({"warning": warning(saved.findings, begun) or _only_warned(saved), "kept": kept})


def _only_warned(saved: SavedDraft) -> str:
    return still_there(one.kind for one in saved.findings if one.action is Action.WARN)


@require_POST
@staff_required(Right.WORK_TICKETS)
def next_step(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """What we do next and by when, as the customer will read it."""
    callback, by, at = mine(request, callback_id), request.staff.actor, now()
    ticket = ticket_of(callback, by=by, at=at)
    day = _day(request.POST.get("next_step_by", ""))
    until = datetime.combine(day, DAY_ENDS, tzinfo=ZoneInfo(callback.customer.zone)) if day else None
    words = request.POST.get("next_step", "")
    set_next_step(ticket, by=by, at=at, next_step=words, next_step_by=until)
    messages.success(request, _("The next step is in the ticket."))
    return back()


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        raise NotAnOutcome from None


@require_POST
@staff_required(Right.REQUEST_ACTIONS)
def action(request: StaffRequest, callback_id: UUID, kind: str) -> HttpResponse:
    """Put a request before the customer; only in a call that he has confirmed."""
    callback, by, at = mine(request, callback_id), request.staff.actor, now()
    if kind not in ActionKind.values:
        raise NotAnOutcome
    attempt = last_attempt(callback)
    request_action(
        ticket_of(callback, by=by, at=at),
        kind=ActionKind(kind),
        detail=facts_in_form(ActionKind(kind), request.POST, zone=callback.customer.zone),
        confirmed=attempt is not None and attempt.confirmed_at is not None,
        by=by,
        at=at,
        callback_id=callback.id,
    )
    messages.success(request, _("The customer sees it in the wallet now, and decides there."))
    return back()


def _file(request: StaffRequest, callback_id: UUID, file_id: UUID) -> Attachment:
    callback = mine(request, callback_id)
    found = files_of(callback.customer, callback_id=callback.id).filter(id=file_id).first()
    if found is None:
        raise Http404
    return found


@require_GET
@staff_required(Right.READ_PERSONAL_DATA)
def download(request: StaffRequest, callback_id: UUID, file_id: UUID) -> HttpResponse:
    """A file beside the callback, fetched from the origin without cookies, where no browser runs it."""
    path = path_of(_file(request, callback_id, file_id), by=request.staff.actor, at=now())
    return HttpResponseRedirect(settings.ORIGINS["public"] + path)


@require_POST
@staff_required(Right.PURGE_ATTACHMENTS)
def remove(request: StaffRequest, callback_id: UUID, file_id: UUID) -> HttpResponse:
    """A file that should not be here is gone, with one key."""
    found = _file(request, callback_id, file_id)
    purge(found, reason=PurgeReason.SECRET, by=request.staff.actor, at=now())
    messages.success(request, _("The file is gone."))
    return back()
