"""One key on the desk, one tap in the portal: a file that should not be here is gone, bytes and name."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from answerback.journal.write import Actor, Audience
from answerback.tickets.attach import record
from answerback.tickets.models import Attachment, AttachmentContent


class PurgeReason(StrEnum):
    """Why a file was removed."""

    SECRET = "secret"  # noqa: S105  a reason, not a secret
    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    RETENTION = "retention"


@transaction.atomic
def purge(attachment: Attachment, *, reason: PurgeReason, by: Actor, at: datetime) -> Attachment:
    """Delete the bytes, the name and the fingerprint; that there was a file stays in the journal."""
    rows = Attachment.objects.for_wallet(attachment.wallet_id).filter(id=attachment.id, purged_at=None)
    won = rows.update(purged_at=at, purged_reason=reason.value, fingerprint="") == 1
    attachment.refresh_from_db()
    if won:
        contents = AttachmentContent.objects.for_wallet(attachment.wallet_id)
        contents.filter(attachment=attachment).delete()
        attachment.name = ""
        attachment.save(update_fields=["name"])
        record(attachment, "attachment.purged", by=by, at=at, audience=Audience.CUSTOMER)
    return attachment
