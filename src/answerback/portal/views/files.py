"""Files that the customer adds beside a call or a ticket, and takes back as downloads."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.forms import FileForm, first_error
from answerback.portal.pages import found
from answerback.portal.views import callbacks, tickets
from answerback.tickets.attach import attach
from answerback.tickets.download import path_of
from answerback.tickets.models import Attachment
from answerback.ui.refusals import Refusal


@require_POST
@customer_required
def beside_callback(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """Add a file to a call."""
    callback = callbacks.own(request, callback_id)
    _keep(request, callback_id=callback.id)
    return callbacks.back(callback, "#files")


@require_POST
@customer_required
def beside_ticket(request: PortalRequest, ticket_id: UUID) -> HttpResponse:
    """Add a file to a ticket."""
    ticket = tickets.own(request, ticket_id)
    _keep(request, ticket=ticket)
    return HttpResponseRedirect(tickets.back(ticket)["Location"] + "#files")


def _keep(request: PortalRequest, **where: object) -> None:
    """Kept, or said why not; a refused file leaves nothing behind."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return
    sent: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        attach(
            request.customer,
            content=sent.read(),
            name=sent.name or "",
            by=request.actor,
            at=now(),
            **where,  # type: ignore[arg-type]
        )
        messages.success(request, _("The file is kept. The agent can see it."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)


@require_GET
@customer_required
def download(request: PortalRequest, file_id: UUID) -> HttpResponse:
    """One's own file: sent to the origin without cookies, where it is a download that no browser runs."""
    rows = Attachment.objects.for_wallet(request.customer.wallet_id).filter(
        customer=request.customer, id=file_id
    )
    attachment = found(rows.first())
    return HttpResponseRedirect(settings.ORIGINS["public"] + path_of(attachment, by=request.actor, at=now()))
