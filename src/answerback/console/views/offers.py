"""Offers: written by one person, tried on the last calls, approved by another, ended; and why calls were silent."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.offers import OfferForm
from answerback.console.offers import conditions_of, tried_on_calls
from answerback.console.page import show
from answerback.console.stories import history
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import name_of
from answerback.findings.offers.approve import approve_offer, end_offer
from answerback.findings.offers.kinds import State
from answerback.findings.offers.models import Offer
from answerback.findings.offers.queries import (
    counts_of,
    offers_of,
    offers_with_counts,
    silences,
    thanks_given,
)
from answerback.findings.offers.write_offer import rewrite_offer, write_offer
from answerback.journal.write import Subject
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.refusals import Refusal

SILENT_FOR = timedelta(days=30)
KINDS = {State.DRAFT: "care", State.APPROVED: "act", State.ENDED: "quiet"}


def _mark(offer: Offer) -> Mark:
    return Mark(State(offer.state).label, KINDS[State(offer.state)])


OFFERS = Table(
    "offers",
    gettext_lazy("Offers"),
    (
        Field("title", gettext_lazy("Title of the offer"), lambda one: one.title),
        Field("state", gettext_lazy("State"), _mark, sort="state"),
        Field("from", gettext_lazy("From"), lambda one: one.valid_from, sort="valid_from"),
        Field("until", gettext_lazy("Until"), lambda one: one.valid_until, sort="valid_until"),
        Field("said", gettext_lazy("Said"), lambda one: one.said, numeric=True),
        Field("accepted", gettext_lazy("Interested"), lambda one: one.accepted, numeric=True),
        Field("refused", gettext_lazy("Not wanted"), lambda one: one.refused, numeric=True),
        Field("used", gettext_lazy("Used"), lambda one: one.used, numeric=True),
        Field("author", gettext_lazy("Written by"), lambda one: name_of(one.author)),
        Field("approver", gettext_lazy("Approved by"), lambda one: name_of(one.approver)),
    ),
    (Filter("state", gettext_lazy("State"), lambda: State.choices, "state"),),
    link=lambda one: reverse("console:offer", args=[one.id]),
)


@require_GET
@staff_required(Right.WRITE_OFFERS)
def offers(request: StaffRequest) -> HttpResponseBase:
    """All offers, and why calls of the last month were silent."""
    wallet, at = request.staff.wallet, now()
    silent = silences(wallet, since=at - SILENT_FOR, until=at)
    thanks = thanks_given(wallet, since=at - SILENT_FOR, until=at)
    more = {"silent": silent, "thanks": thanks, "days": SILENT_FOR.days}
    return listed(request, OFFERS, offers_with_counts(wallet), section="offers", template="offers", **more)


@require_http_methods(["GET", "POST"])
@staff_required(Right.WRITE_OFFERS)
def offer_new(request: StaffRequest) -> HttpResponse:
    """Write one."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@staff_required(Right.WRITE_OFFERS)
def offer_words(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Rewrite a draft."""
    return _edit(request, one_of(offers_of(request.staff.wallet), offer_id))


@require_GET
@staff_required(Right.WRITE_OFFERS)
def offer(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """What is said, to whom, who would hear it now, what came of it."""
    found, at = one_of(offers_of(request.staff.wallet), offer_id), now()
    may_approve = request.staff.may(Right.APPROVE_OFFERS)
    return show(
        request,
        "offer",
        section="offers",
        offer=found,
        mark=_mark(found),
        counts=counts_of(found),
        conditions=conditions_of(found),
        tried=tried_on_calls(found, at=at),
        entries=history(request.staff.wallet, Subject("offer", found.id)),
        may_approve=may_approve and found.author.person_id != request.staff.person.id,
    )


@require_POST
@staff_required(Right.APPROVE_OFFERS)
def offer_approval(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Stand behind the version that was read."""
    found, version = one_of(offers_of(request.staff.wallet), offer_id), request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    approve_offer(found, if_version=number, by=request.staff.actor, at=now())
    messages.success(request, _("The offer is approved: it is said from its first day on."))
    return _back(found)


@require_POST
@staff_required(Right.WRITE_OFFERS)
def offer_end(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Say it no more."""
    found = one_of(offers_of(request.staff.wallet), offer_id)
    end_offer(found, by=request.staff.actor, at=now())
    messages.success(request, _("The offer is ended. No call says it any more."))
    return _back(found)


def _edit(request: StaffRequest, known: Offer | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, wallet=request.staff.wallet, offer=known)
    if data is not None and form.is_valid():
        try:
            return _back(_save(request, form, known))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    status = 422 if form.errors else 200
    return show(request, "offer_words", section="offers", status=status, form=form, offer=known)


def _save(request: StaffRequest, form: OfferForm, known: Offer | None) -> Offer:
    by, at, draft = request.staff.actor, now(), form.draft()
    if known is None:
        return write_offer(request.staff.wallet, draft, by=by, at=at)
    return rewrite_offer(known, draft, if_version=form.cleaned_data["version"] or 0, by=by, at=at)


def _back(found: Offer) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:offer", args=[found.id]))
