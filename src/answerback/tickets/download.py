"""Leave to fetch one file once, within a minute, from the origin that knows no cookie: who may is decided elsewhere.

A pass is base64url(JSON) + "." + base64url(HMAC): wallet, attachment, who asked, expiry. What is served there runs
nowhere near a session, whatever a file turns out to hold.
"""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from answerback.journal.write import Actor
from answerback.keys import mac
from answerback.keys.purposes import Purpose
from answerback.passport import base64url
from answerback.tickets.models import Attachment
from answerback.tickets.serve import Download, serve
from answerback.ui.refusals import Refusal

LIVES_SECONDS = 60
PATH = "/check/files/"


class PassRefused(Refusal):
    """The pass is forged, broken or older than a minute."""

    code = "pass_refused"
    status = 410
    says = _("This link to a file is no longer good. Go back and open the file again.")


def path_of(attachment: Attachment, *, by: Actor, at: datetime) -> str:
    """The path on the public origin where `by` may fetch the file for the next minute."""
    who = [str(by.kind), by.id.hex if by.id else ""]
    expires = int(at.timestamp()) + LIVES_SECONDS
    body = json.dumps(["file", attachment.wallet_id.hex, attachment.id.hex, *who, expires]).encode()
    return f"{PATH}{base64url.encode(body)}.{base64url.encode(mac.mac(Purpose.TICKET, None, body))}"


def fetch(text: str, *, at: datetime) -> Download:
    """The file that the pass opens; the read is written down for him who asked. Raises `PassRefused`."""
    try:
        body, code = (base64url.decode(part) for part in text[:1000].split("."))
        if not mac.check(Purpose.TICKET, None, body, code):
            raise PassRefused
        what, wallet, attachment, kind, actor, expires = json.loads(body)
    except ValueError as broken:
        raise PassRefused from broken
    if what != "file" or expires < at.timestamp():
        raise PassRefused
    found = Attachment.objects.for_wallet(UUID(wallet)).filter(id=UUID(attachment)).first()
    if found is None:
        raise PassRefused
    return serve(found, by=Actor(kind, UUID(actor) if actor else None), at=at)
