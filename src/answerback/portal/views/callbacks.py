"""One call: its letter, its time, its line, refusing it, and what the customer writes down for it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.callbacks import appointment, prepare
from answerback.callbacks.models import Callback
from answerback.callbacks.states import State
from answerback.customers.queries import notes_of
from answerback.hotline.pins import calls_to_ask_about
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.asking import asking
from answerback.portal.calendars import appointment_calendar
from answerback.portal.clock import now
from answerback.portal.days import by_day
from answerback.portal.forms import FileForm, NoteForm, SlotForm, WordsForm
from answerback.portal.matters import state_words
from answerback.portal.pages import found, page
from answerback.portal.prepared import what_to_prepare
from answerback.portal.record import own_callback, own_words, record_of
from answerback.storage.ids import new_id
from answerback.texts.refusals import SecretInText
from answerback.tickets.queries import files_of
from answerback.wallets.kinds import Line


def own(request: PortalRequest, callback_id: UUID) -> Callback:
    """The customer's own callback, or 404."""
    return found(own_callback(request.customer, callback_id))


def back(callback: Callback, part: str = "") -> HttpResponse:
    """To the letter, at one of its parts."""
    return HttpResponseRedirect(reverse("portal:callback", args=[callback.id]) + part)


@require_GET
@customer_required
def letter(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """What it is about, when, who rang, what was said and promised, and the customer's own words."""
    return show(request, own(request, callback_id))


def show(request: PortalRequest, callback: Callback, *, status: int = 200, **changed: object) -> HttpResponse:
    """The letter, with a form as it was sent when that was not accepted."""
    wallet = request.customer.wallet
    known: dict[str, object] = {
        "record": record_of(callback),
        "state": state_words(State(callback.state)),
        "here": "matters",
        "asked_about": calls_to_ask_about(request.customer, now(), callback_id=callback.id),
        "prepare": what_to_prepare(callback.kind, wallet),
        "asking": asking(wallet, guide=callback.guide, kind=callback.kind),
        "words_form": WordsForm(callback.wallet, initial={"text": own_words(callback)}),
        "file_form": FileForm(),
        "note_form": NoteForm(callback.wallet, initial={"note_id": new_id()}, auto_id="note_%s"),
        "files": files_of(request.customer, callback_id=callback.id),
        "notes": [note for note in notes_of(request.customer) if note.callback_id == callback.id],
        "may_take_in_app": wallet.has_line(Line.IN_APP) and wallet.rings_by_phone,
    }
    return page(request, "portal/callback.html", status=status, **known | changed)


@require_http_methods(["GET", "POST"])
@customer_required
def time(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """Choose or move the half hour."""
    callback = own(request, callback_id)
    if request.method == "GET":
        days = by_day(appointment.offered_slots(callback, now()), callback.customer.zone)
        return page(request, "portal/time.html", record=record_of(callback), days=days, here="matters")
    form = SlotForm(request.POST)
    if not form.is_valid():
        raise appointment.SlotTaken()
    appointment.choose(callback, form.cleaned_data["slot"], by=request.actor, at=now())
    messages.success(request, _("The time is kept. Put it into your calendar if you like."))
    return back(callback)


@require_POST
@customer_required
def line(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """Take it in the app, or on the telephone after all."""
    callback = own(request, callback_id)
    wanted = request.POST.get("in_app") == "yes"
    if wanted and not request.customer.wallet.has_line(Line.IN_APP):
        raise Http404
    appointment.take_in_app(callback, wanted=wanted, by=request.actor, at=now())
    messages.success(
        request, _("We will ring you in the app.") if wanted else _("We will ring your telephone.")
    )
    return back(callback)


@require_http_methods(["GET", "POST"])
@customer_required
def refusal(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """I do not want this call: asked once more, then done."""
    callback = own(request, callback_id)
    if request.method == "GET":
        return page(request, "portal/refusal.html", record=record_of(callback), here="matters")
    appointment.decline(callback, by=request.actor, at=now())
    messages.success(request, _("We will not ring you about this. Any caller who says so is not us."))
    return back(callback)


@require_POST
@customer_required
def words(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """The customer's own words before the call. A text with a secret in it is not kept, and comes back to him alone."""
    callback = own(request, callback_id)
    form = WordsForm(callback.wallet, request.POST)
    if not form.is_valid():
        return show(request, callback, status=422, words_form=form)
    try:
        cleaned = prepare.write_down(callback, form.cleaned_data["text"], by=request.actor, at=now())
    except SecretInText as refusal:
        form.add_error("text", refusal.sentence)
        return show(request, callback, status=422, words_form=form)
    if cleaned.text != form.cleaned_data["text"]:
        messages.warning(request, _("Something that looked private was taken out before we kept your words."))
    messages.success(request, _("Kept. The agent will have it on screen."))
    return back(callback, "#own-words")


@require_GET
@customer_required
def calendar(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """The chosen half hour as a calendar file."""
    callback = own(request, callback_id)
    url = request.build_absolute_uri(reverse("portal:callback", args=[callback.id]))
    return as_calendar(found(appointment_calendar(callback, url=url, now=now())), "callback")


def as_calendar(content: bytes, name: str) -> HttpResponse:
    """A .ics to be opened by the calendar."""
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="answerback-{name}.ics"'
    return answer
