"""Somebody has rung the official number: the agent types the PIN and the number that his telephone shows."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.desk.clock import now
from answerback.desk.hotline import told_on_screen
from answerback.hotline import ring_back, words
from answerback.hotline.answer import answer
from answerback.hotline.rejoin import make_code, question_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


@require_http_methods(["GET", "POST"])
@staff_required(Right.TAKE_CALLBACKS)
def index(request: StaffRequest) -> HttpResponse:
    """The form; POST asks, and leads to the answer."""
    if request.method == "GET":
        return _drawn(request)
    staff = request.staff
    told = answer(
        staff.wallet,
        pin=request.POST.get("pin", ""),
        calling_number=request.POST.get("number", ""),
        agent=staff.membership,
        by=staff.actor,
        at=now(),
    )
    return _to(told.question_id)


@require_GET
@staff_required(Right.TAKE_CALLBACKS)
def told(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """What to say; after a yes the code, and after the user's proof the case."""
    shown = told_on_screen(request.staff.membership, question_id, at=now())
    if shown is None:
        raise Http404
    return _drawn(request, shown=shown)


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def code(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """Make the code that leads back into the case."""
    staff = request.staff
    question = question_of(staff.membership, question_id, at=now())
    if question is None:
        raise Http404
    make_code(question, staff.membership, by=staff.actor, at=now())
    return _to(question_id)


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def waiting(request: StaffRequest) -> HttpResponse:
    """No PIN: queue the caller, whatever he said. What is shown depends on nothing."""
    staff = request.staff
    ring_back.queue(
        staff.wallet,
        calling_number=request.POST.get("number", ""),
        reference=request.POST.get("reference", ""),
        agent=staff.membership,
        by=staff.actor,
        at=now(),
    )
    read = [(lang, words.ring_back_said(language=lang)) for lang in ("zh-hans", "en")]
    return _drawn(request, read=read)


def _drawn(request: StaffRequest, **known: object) -> HttpResponse:
    return render(request, "desk/hotline.html", {"wallet": request.staff.wallet, **known})


def _to(question_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("desk:hotline_told", args=[question_id]))
