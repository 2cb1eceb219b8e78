"""Text safety: what the guard does in each place, a sentence to try, and counts of what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.clock import now
from answerback.console.forms.texts import PlaceForm, TrialForm
from answerback.console.page import show
from answerback.guard import Action, Cleaned, Kind
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.texts.queries import by_day, by_place_and_kind
from answerback.texts.take import look
from answerback.texts.words import ACTIONS, KINDS, MEANINGS
from answerback.ui.tables import Column
from answerback.wallets.models import Wallet
from answerback.wallets.places import NEVER_REFUSED, Place
from answerback.wallets.policies import policies_of
from answerback.wallets.text_policy import actions_in, allowed_actions
from answerback.wallets.update import change_text_actions

SPANS = (7, 30, 90)


@dataclass(frozen=True)
class Row:
    """One place with the word of its action for each kind, in the order of the kinds."""

    place: Place
    actions: list[object]
    is_never_refused: bool


@dataclass(frozen=True)
class Tried:
    """What would be kept of a sentence, and why."""

    place: object
    text: str
    is_refused: bool
    found: list[tuple[object, object]]


@require_GET
@staff_required(Right.GUARD_TEXTS)
def texts(request: StaffRequest) -> HttpResponse:
    """Every place at a glance, and a sentence to try."""
    return _overview(request, TrialForm())


@require_POST
@staff_required(Right.GUARD_TEXTS)
def trial(request: StaffRequest) -> HttpResponse:
    """What would become of a sentence. It is not stored, not logged and not sent back."""
    form = TrialForm(request.POST)
    if not form.is_valid():
        return _overview(request, form, status=422)
    where = Place(form.cleaned_data["place"])
    seen = look(request.staff.wallet, form.cleaned_data["text"], place=where)
    return _overview(request, TrialForm(initial={"place": where.value}), tried=_tried(where, seen))


@require_http_methods(["GET", "POST"])
@staff_required(Right.GUARD_TEXTS)
def place(request: StaffRequest, place: str) -> HttpResponse:
    """What is done here with each kind, within the floors."""
    if place not in Place.values:
        raise Http404
    where, wallet = Place(place), request.staff.wallet
    form = PlaceForm(request.POST if request.method == "POST" else None, wallet=wallet, place=where)
    if request.method == "POST" and form.is_valid():
        change_text_actions(wallet, place=where, actions=form.actions(), by=request.staff.actor, at=now())
        messages.success(request, _("The changes are kept."))
        return HttpResponseRedirect(reverse("console:texts"))
    return show(
        request,
        "texts_place",
        section="texts",
        status=422 if form.errors else 200,
        form=form,
        place=where,
        fixed=[KINDS[kind] for kind in Kind if len(allowed_actions(where, kind)) == 1],
        is_never_refused=where in NEVER_REFUSED,
        meanings=list(MEANINGS.values()),
    )


@require_GET
@staff_required(Right.GUARD_TEXTS)
def findings(request: StaffRequest) -> HttpResponse:
    """How often what was found where, over some days. No text and no person."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, SPANS) else SPANS[1]
    wallet, since = request.staff.wallet, now() - timedelta(days=days)
    counted = [
        (Place(one.place).label, KINDS[Kind(one.kind)], one) for one in by_place_and_kind(wallet, since=since)
    ]
    return show(
        request,
        "texts_findings",
        section="texts",
        days=days,
        spans=SPANS,
        counted=counted,
        by_day=by_day(wallet, since=since),
        count_columns=[Column(pgettext("text safety", "Place")), Column(_("Kind")), *_numbers()],
        day_columns=[Column(_("Day")), *_numbers()],
    )


def _numbers() -> list[Column]:
    return [Column(_("Found"), numeric=True), Column(_("Texts refused"), numeric=True)]


def _overview(
    request: StaffRequest, form: TrialForm, *, tried: Tried | None = None, status: int = 200
) -> HttpResponse:
    columns = [Column(pgettext("text safety", "Place")), *(Column(KINDS[kind]) for kind in Kind)]
    rows = _rows(request.staff.wallet)
    return show(
        request, "texts", section="texts", status=status, form=form, tried=tried, rows=rows, columns=columns
    )


def _rows(wallet: Wallet) -> list[Row]:
    chosen = policies_of(wallet).texts
    return [
        Row(one, [ACTIONS[action] for action in actions_in(chosen, one).values()], one in NEVER_REFUSED)
        for one in Place
    ]


def _tried(where: Place, seen: Cleaned) -> Tried:
    found: list[tuple[object, object]] = [(KINDS[one.kind], ACTIONS[one.action]) for one in seen.findings]
    is_refused = where not in NEVER_REFUSED and any(one.action is Action.BLOCK for one in seen.findings)
    return Tried(where.label, seen.text, is_refused, found)
