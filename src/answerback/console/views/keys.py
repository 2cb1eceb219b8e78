"""Keys of machines (shown once), and our own signing keys by purpose."""

from __future__ import annotations

from datetime import UTC, datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.keys import KeyForm
from answerback.console.keys import rings_of, shown_keys
from answerback.console.page import show
from answerback.keys.purposes import SIGNING, Purpose
from answerback.keys.rotate import rotate
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.refusals import Refusal
from answerback.wallets import api_keys
from answerback.wallets.models import ApiKey
from answerback.wallets.queries import keys_of


@require_http_methods(["GET", "POST"])
@staff_required(Right.MANAGE_KEYS)
def keys(request: StaffRequest) -> HttpResponse:
    """Every key; POST makes one and shows it this once."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _shown_once(request, *_made(request, form))
        except Refusal as refused:
            form.add_error(None, str(refused.sentence))
    here, status = request.staff.wallet, 422 if form.errors else 200
    return show(
        request,
        "keys",
        section="keys",
        status=status,
        form=form,
        keys=shown_keys(here, at=now()),
        rings=rings_of(here),
    )


@require_POST
@staff_required(Right.MANAGE_KEYS)
def key_rotation(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """A new key in the place of this one, which still opens for a day."""
    found = one_of(keys_of(request.staff.wallet), key_id)
    return _shown_once(request, *api_keys.rotate(found, by=request.staff.actor, at=now()))


@require_POST
@staff_required(Right.MANAGE_KEYS)
def key_revocation(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """End the key at once."""
    api_keys.revoke(one_of(keys_of(request.staff.wallet), key_id), by=request.staff.actor, at=now())
    messages.success(request, _("The key is ended."))
    return HttpResponseRedirect(reverse("console:keys"))


@require_POST
@staff_required(Right.MANAGE_KEYS)
def signing_key_rotation(request: StaffRequest, purpose: str) -> HttpResponse:
    """The next generation of one of this wallet's signing keys; the old one counts for its overlap."""
    if purpose not in {one.value for one in SIGNING - {Purpose.JOURNAL}}:
        raise Http404
    rotate(Purpose(purpose), wallet_id=request.staff.wallet.id, by=request.staff.actor, at=now())
    messages.success(request, _("A new key is made and takes over in ten minutes."))
    return HttpResponseRedirect(reverse("console:keys"))


def _made(request: StaffRequest, form: KeyForm) -> tuple[ApiKey, str]:
    said = form.cleaned_data
    day = said["expires_at"]
    ends = datetime.combine(day, time(), tzinfo=UTC) if day else None
    staff = request.staff
    return api_keys.make(
        staff.wallet,
        name=said["name"],
        scopes=said["scopes"],
        test=said["test"],
        expires_at=ends,
        by=staff.actor,
        at=now(),
    )


def _shown_once(request: StaffRequest, key: ApiKey, text: str) -> HttpResponse:
    return show(
        request, "secret_once", section="keys", name=key.name, secret=text, back=reverse("console:keys")
    )
