"""My notes: beside a call, ours or not; private unless shared."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from answerback.customers import notebook
from answerback.customers.models import OwnNote
from answerback.customers.queries import notes_of
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.forms import NoteForm
from answerback.portal.pages import found, page
from answerback.portal.record import own_callback
from answerback.portal.views.callbacks import show as show_callback
from answerback.storage.ids import new_id
from answerback.texts.refusals import SecretInText


@require_http_methods(["GET", "POST"])
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """All notes, and a new one; writing with the same id again is the same note."""
    if request.method == "GET":
        return _show(request, NoteForm(request.customer.wallet, initial={"note_id": new_id()}))
    form = NoteForm(request.customer.wallet, request.POST)
    if form.is_valid() and _put(request, form, None):
        return _kept(request, reverse("portal:notes"))
    return _show(request, form, status=422)


def _show(request: PortalRequest, form: NoteForm, *, status: int = 200) -> HttpResponse:
    notes = notes_of(request.customer)
    return page(request, "portal/notes.html", status=status, notes=notes, form=form, here="notes")


@require_POST
@customer_required
def beside(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """A note beside one call."""
    callback, form = (
        found(own_callback(request.customer, callback_id)),
        NoteForm(request.customer.wallet, request.POST, auto_id="note_%s"),
    )
    if form.is_valid() and _put(request, form, callback.id):
        return _kept(request, reverse("portal:callback", args=[callback.id]) + "#notes")
    return show_callback(request, callback, status=422, note_form=form)


def _put(request: PortalRequest, form: NoteForm, callback_id: UUID | None) -> bool:
    given = form.cleaned_data
    try:
        notebook.put(
            request.customer,
            given["text"],
            note_id=given["note_id"],
            about=given["about"],
            callback_id=callback_id,
            at=now(),
        )
    except (SecretInText, notebook.NoteIsEmpty, notebook.NoteTooLong) as refusal:
        form.add_error("text", _("Nothing was kept. %(why)s") % {"why": refusal.sentence})
        return False
    return True


def _kept(request: PortalRequest, where: str) -> HttpResponse:
    messages.success(request, _("Kept. Only you see it, unless you share it."))
    return HttpResponseRedirect(where)


def own(request: PortalRequest, note_id: UUID) -> OwnNote:
    """The customer's own note, or 404."""
    rows = OwnNote.objects.for_wallet(request.customer.wallet_id).filter(
        customer=request.customer, id=note_id
    )
    row: OwnNote | None = rows.first()
    return found(row)


@require_POST
@customer_required
def sharing(request: PortalRequest, note_id: UUID) -> HttpResponse:
    """Let our agents read it, or take it back from them."""
    note = own(request, note_id)
    if request.POST.get("share") == "yes":
        notebook.share(note, at=now())
    else:
        notebook.keep_private(note, at=now())
    return _to(note)


@require_POST
@customer_required
def tearing(request: PortalRequest, note_id: UUID) -> HttpResponse:
    """Delete it; nothing of it is kept."""
    note = own(request, note_id)
    notebook.tear_out(note)
    messages.success(request, _("The note is gone."))
    return _to(note)


def _to(note: OwnNote) -> HttpResponse:
    beside_call = note.callback_id is not None
    url = (
        reverse("portal:callback", args=[note.callback_id]) + "#notes"
        if beside_call
        else reverse("portal:notes")
    )
    return HttpResponseRedirect(url)
