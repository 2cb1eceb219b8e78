"""Quality: samples, calls to score, what two scorers agree on, and each agent's page."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.callbacks.personal import read_record
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.quality import CoachingForm, ReviewForm
from answerback.console.page import show
from answerback.console.quality_call import seen
from answerback.people.access import StaffRequest, staff_required
from answerback.people.models import Role
from answerback.people.queries import staff_of
from answerback.people.rights import Right
from answerback.quality import queries
from answerback.quality.answer import read_answer
from answerback.quality.coach import coach
from answerback.quality.fairness import agents_beside
from answerback.quality.form import install_form
from answerback.quality.items import read_items
from answerback.quality.models import Review, SampledCall
from answerback.quality.sample import draw_sample, is_as_drawn, last_week
from answerback.quality.score import form_for, score
from answerback.quality.words import level_said, reasons_said, standing_said

SHOWN = 50
FAIR_DAYS = 90
LARGEST_SEED = 2**53


@require_GET
@staff_required(Right.SCORE_CALLS)
def quality(request: StaffRequest) -> HttpResponse:
    """What waits for this supervisor: calls to score, answers to read, the week's draw."""
    staff = request.staff
    waiting = list(queries.waiting_for(staff.membership)[:SHOWN])
    since, until = last_week(staff.wallet, at=now())
    return show(
        request,
        "quality",
        section="quality",
        waiting=[(one, reasons_said(one.reasons)) for one in waiting],
        answers=queries.answers_for(staff.membership)[:SHOWN],
        samples=queries.samples_of(staff.wallet)[:SHOWN],
        week=(since, until - timedelta(seconds=1)),
    )


@require_POST
@staff_required(Right.SCORE_CALLS)
def quality_draw(request: StaffRequest) -> HttpResponse:
    """Draw last week's sample; a week that has one keeps it."""
    staff = request.staff
    install_form(staff.wallet, by=staff.actor, at=now())
    sample = draw_sample(
        staff.wallet,
        week=last_week(staff.wallet, at=now()),
        seed=secrets.randbelow(LARGEST_SEED),
        drawer=staff.membership,
        by=staff.actor,
        at=now(),
    )
    return redirect("console:quality_sample", sample.id)


@require_GET
@staff_required(Right.SCORE_CALLS)
def quality_sample(request: StaffRequest, sample_id: UUID) -> HttpResponse:
    """One week's calls, why each is in it, and whether drawing again gives the same."""
    sample = one_of(queries.samples_of(request.staff.wallet), sample_id)
    rows = queries.calls_of(request.staff.wallet).filter(sample=sample)
    calls = [(one, reasons_said(one.reasons)) for one in rows]
    return show(
        request,
        "quality_sample",
        section="quality",
        sample=sample,
        calls=calls,
        frame_size=len(sample.frame),
        verified=is_as_drawn(sample),
    )


@require_http_methods(["GET", "POST"])
@staff_required(Right.SCORE_CALLS)
def quality_call(request: StaffRequest, sampled_id: UUID) -> HttpResponse:
    """One call as it is kept, and the form; POST gives the score."""
    staff = request.staff
    call = one_of(queries.calls_of(staff.wallet), sampled_id)
    if request.method == "GET":
        read_record(call.attempt.callback.customer, what="review", by=staff.actor, at=now())
    items = read_items(form_for(call).items)
    form = ReviewForm(request.POST if request.method == "POST" else None, items=items, wallet=staff.wallet)
    if not form.is_valid():
        return _call(request, call, form)
    score(call, form.judgement(), scorer=staff.membership, by=staff.actor, at=now())
    messages.success(request, _("The score is kept."))
    return redirect("console:quality_call", sampled_id)


def _call(request: StaffRequest, call: SampledCall, form: ReviewForm) -> HttpResponse:
    me = request.staff.membership
    may_score = queries.waiting_for(me).filter(id=call.id).exists()
    return show(
        request,
        "quality_call",
        section="quality",
        status=422 if form.is_bound else 200,
        call=call,
        reasons=reasons_said(call.reasons),
        seen=seen(call),
        form=form if may_score else None,
        reviews=[(one, _lines(one)) for one in queries.shown_to(me, call)],
        is_own=call.agent.person_id == me.person_id,
    )


def _lines(review: Review) -> list[tuple[queries.Line, str]]:
    return [(one, level_said(one.item, one.level)) for one in queries.lines_of(review)]


@require_POST
@staff_required(Right.SCORE_CALLS)
def quality_reading(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """The scorer has read the agent's answer."""
    review = one_of(queries.reviews_of(request.staff.wallet), review_id)
    read_answer(review, reader=request.staff.membership, at=now())
    return redirect("console:quality_call", review.call_id)


@require_GET
@staff_required(Right.SCORE_CALLS)
def quality_agents(request: StaffRequest) -> HttpResponse:
    """Each agent beside calls of the same risk, by work number: no ranking."""
    at = now()
    lines = agents_beside(request.staff.wallet, since=at - timedelta(days=FAIR_DAYS), until=at)
    told = [(one.agent, one.standing, standing_said(one.standing)) for one in lines]
    agents = staff_of(request.staff.wallet).filter(role=Role.AGENT)
    return show(request, "quality_agents", section="quality", lines=told, agents=agents, days=FAIR_DAYS)


@require_http_methods(["GET", "POST"])
@staff_required(Right.SCORE_CALLS)
def quality_agent(request: StaffRequest, member_id: UUID) -> HttpResponse:
    """One agent's reviews that are complete, the notes to him, and a new one."""
    staff = request.staff
    agent = one_of(staff_of(staff.wallet, with_ended=True), member_id)
    form = CoachingForm(request.POST if request.method == "POST" else None, wallet=staff.wallet)
    if form.is_valid():
        coach(agent, form.cleaned_data["text"], author=staff.membership, by=staff.actor, at=now())
        messages.success(request, _("The agent reads it at the desk."))
        return HttpResponseRedirect(reverse("console:quality_agent", args=[member_id]))
    return show(
        request,
        "quality_agent",
        section="quality",
        status=422 if form.is_bound else 200,
        agent=agent,
        form=form,
        reviews=queries.reviews_of(staff.wallet).filter(agent=agent, shown_at__isnull=False)[:SHOWN],
        notes=queries.coaching_of(agent)[:SHOWN],
    )
