"""Security hazards: the list, the page of one with its risk in words, and what is decided about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.callbacks.personal import read_record
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.hazards import ClosureForm, HazardForm
from answerback.console.hazards import level_mark, rows_of, state_mark, table_of
from answerback.console.page import show
from answerback.console.stories import history
from answerback.customers.models import Customer
from answerback.customers.queries import find
from answerback.findings.hazards.by_hand import open_by_hand
from answerback.findings.hazards.close import close_hazard, withdraw_by_hand
from answerback.findings.hazards.do import settle_measure
from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.follow_up import callback_of
from answerback.findings.hazards.kinds import Cause, Kind, MeasureState, SafeBy
from answerback.findings.hazards.models import Hazard, Measure
from answerback.findings.hazards.own import assign, owners
from answerback.findings.hazards.queries import words_of
from answerback.findings.hazards.shown import cause_words, risk_of, steps_of
from answerback.journal.write import Subject
from answerback.people.access import StaffRequest, staff_required
from answerback.people.queries import membership_by_id
from answerback.people.rights import Right
from answerback.texts.refusals import SecretInText
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for


def _back(hazard: Hazard) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:hazard", args=[hazard.id]))


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def hazards(request: StaffRequest) -> HttpResponseBase:
    """All hazards, the newest first."""
    wallet = request.staff.wallet
    return listed(request, table_of(wallet), rows_of(wallet), section="hazards", template="hazards")


@require_GET
@staff_required(Right.HANDLE_ALARMS)
def hazard(request: StaffRequest, hazard_id: UUID) -> HttpResponse:
    """One hazard: the risk in words, the measures, the journal beside it; reading it is noted."""
    found = one_of(rows_of(request.staff.wallet), hazard_id)
    read_record(found.customer, what="hazard", by=request.staff.actor, at=now())
    return _page(request, found, ClosureForm(policy=policy_for(found.wallet, Place.TICKET)))


def _page(request: StaffRequest, found: Hazard, form: ClosureForm, status: int = 200) -> HttpResponse:
    context = {
        "hazard": found,
        "level": level_mark(found),
        "mark": state_mark(found),
        "risk": risk_of(found),
        "cause": cause_words(found),
        "words": words_of(found),
        "steps": steps_of(found, now()),
        "follow_up": callback_of(found),
        "owners": owners(found),
        "entries": history(found.wallet, Subject("hazard", found.id)),
    }
    return show(request, "hazard", section="hazards", status=status, form=form, **context)


@require_http_methods(["GET", "POST"])
@staff_required(Right.HANDLE_ALARMS)
def hazard_new(request: StaffRequest) -> HttpResponse:
    """Open one by hand."""
    policy = policy_for(request.staff.wallet, Place.TICKET)
    fresh = HazardForm.fresh(request.GET.get("customer", ""))
    form = HazardForm(request.POST or None, policy=policy, initial=fresh)
    if request.method == "GET" or not form.is_valid():
        return show(request, "hazard_new", section="hazards", status=422 if form.is_bound else 200, form=form)
    customer = find(request.staff.wallet, form.cleaned_data["customer"].strip())
    if customer is None:
        form.add_error("customer", _("Nobody of this wallet has this id."))
        return show(request, "hazard_new", section="hazards", status=422, form=form)
    return _opened(request, form, customer)


def _opened(request: StaffRequest, form: HazardForm, customer: Customer) -> HttpResponse:
    given = form.cleaned_data
    try:
        found = open_by_hand(
            customer,
            Kind(given["kind"]),
            token=given["token"],
            facts=[Fact(one) for one in given["facts"]],
            cause=Cause(given["cause"]) if given["cause"] else None,
            words=given["words"],
            by=request.staff.actor,
            at=now(),
        )
    except SecretInText as refusal:
        form.add_error("words", refusal.sentence)
        return show(request, "hazard_new", section="hazards", status=refusal.status, form=form)
    return _back(found)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def hazard_owner(request: StaffRequest, hazard_id: UUID) -> HttpResponse:
    """Give it to somebody, or to nobody."""
    found, chosen = one_of(rows_of(request.staff.wallet), hazard_id), request.POST.get("owner", "")
    try:
        member = membership_by_id(request.staff.wallet, UUID(chosen)) if chosen else None
    except ValueError:
        raise Http404 from None
    if chosen and member is None:
        raise Http404
    assign(found, owner=member, by=request.staff.actor, at=now())
    messages.success(request, _("The owner is kept."))
    return _back(found)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def hazard_closure(request: StaffRequest, hazard_id: UUID) -> HttpResponse:
    """Say what made it safe."""
    found = one_of(rows_of(request.staff.wallet), hazard_id)
    form = ClosureForm(request.POST, policy=policy_for(found.wallet, Place.TICKET))
    if not form.is_valid():
        return _page(request, found, form, status=422)
    safe_by, words = SafeBy(form.cleaned_data["safe_by"]), form.cleaned_data["words"]
    try:
        close_hazard(found, safe_by=safe_by, words=words, by=request.staff.actor, at=now())
    except SecretInText as refusal:
        form.add_error("words", refusal.sentence)
        return _page(request, found, form, status=refusal.status)
    messages.success(request, _("The hazard is closed, and the customer reads how."))
    return _back(found)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def hazard_withdrawal(request: StaffRequest, hazard_id: UUID) -> HttpResponse:
    """It was opened by mistake."""
    found = one_of(rows_of(request.staff.wallet), hazard_id)
    withdraw_by_hand(found, by=request.staff.actor, at=now())
    return _back(found)


@require_POST
@staff_required(Right.HANDLE_ALARMS)
def measure(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """A measure is done, not needed, or open after all."""
    found = one_of(Measure.objects.for_wallet(request.staff.wallet).select_related("hazard"), measure_id)
    state = request.POST.get("state", "")
    if state not in MeasureState.values:
        raise Http404
    settle_measure(found, MeasureState(state), by=request.staff.actor, at=now())
    return _back(found.hazard)
