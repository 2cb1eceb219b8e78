"""What an agent reads of himself: reviews of his calls, notes to him; and his answer. Never another's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from answerback.desk.clock import now
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.quality.answer import LONGEST, answer_review
from answerback.quality.models import Answer, Review
from answerback.quality.queries import Line, lines_of, own_coaching, own_reviews
from answerback.quality.words import level_said
from answerback.ui.guarded import GuardedForm, GuardedText
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

SHOWN = 30


class AnswerForm(GuardedForm):
    """Thanks, or how one sees it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Your answer"), choices=Answer.choices, widget=forms.RadioSelect
    )
    text = GuardedText(
        label=gettext_lazy("In your words"), max_length=LONGEST, rows=2, required=False, kept_anyway=True
    )

    def __init__(self, data: object = None, *, wallet: Wallet, mark: str = "") -> None:
        super().__init__(data, auto_id=f"{mark}%s", policy=policy_for(wallet, Place.NOTE))


@dataclass(frozen=True)
class Shown:
    """One review as its agent reads it; the scorer is named, as the agent is to him."""

    review: Review
    lines: list[tuple[Line, str]]
    form: AnswerForm | None


@require_GET
@staff_required(Right.SEE_OWN_REVIEWS)
def mine(request: StaffRequest) -> HttpResponse:
    """My reviews and the notes to me, the newest first."""
    staff = request.staff
    found = own_reviews(staff.membership)[:SHOWN]
    context = {
        "wallet": staff.wallet,
        "reviews": [_shown(one) for one in found],
        "notes": own_coaching(staff.membership)[:SHOWN],
    }
    return render(request, "desk/reviews.html", context)


@require_POST
@staff_required(Right.SEE_OWN_REVIEWS)
def answer(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """My answer to one of my own reviews."""
    staff = request.staff
    review = own_reviews(staff.membership).filter(id=review_id).first()
    if review is None:
        raise Http404
    form = AnswerForm(request.POST, wallet=staff.wallet)
    if form.is_valid():
        said = form.cleaned_data
        kind = Answer(said["kind"])
        answer_review(review, kind, said["text"], agent=staff.membership, by=staff.actor, at=now())
        messages.success(request, _("Your answer is kept. Whoever scored the call reads it."))
    return redirect("desk:reviews")


def _shown(review: Review) -> Shown:
    lines = [(one, level_said(one.item, one.level)) for one in lines_of(review)]
    form = None if review.answered_at else AnswerForm(wallet=review.wallet, mark=f"r{review.id}_")
    return Shown(review, lines, form)
