"""A file is handed out as a download, and that it was read is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor, Audience
from answerback.keys import seal
from answerback.keys.purposes import Purpose
from answerback.tickets.attach import content_context, record
from answerback.tickets.models import Attachment, AttachmentContent
from answerback.tickets.refusals import FilePurged, NotYours

MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Download:
    """What the face sends, always with `Content-Disposition: attachment` and `nosniff`."""

    content: bytes
    media_type: str
    file_name: str


@transaction.atomic
def serve(attachment: Attachment, *, by: Actor, at: datetime) -> Download:
    """The bytes for a download. A customer gets his own files only; a removed file is refused."""
    if by.kind == "customer" and by.id != attachment.customer_id:
        raise NotYours
    contents = AttachmentContent.objects.for_wallet(attachment.wallet_id)
    sealed = contents.filter(attachment=attachment).first()
    if sealed is None:
        raise FilePurged
    content = seal.open_sealed(
        attachment.wallet_id, Purpose.DATA, bytes(sealed.sealed), context=content_context(attachment)
    )
    record(attachment, "attachment.opened", by=by, at=at, audience=Audience.STAFF)
    return Download(content, MEDIA_TYPES[attachment.kind], attachment.name)
