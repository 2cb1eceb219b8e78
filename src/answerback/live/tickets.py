"""Stream tickets: who may hear a stream, said by the view that knew him, so that the stream asks no database.

A ticket is base64url(JSON) + "." + base64url(HMAC): kind, wallet, subject (customer or agent), session, expiry.
It lives 60 seconds and opens streams only.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from answerback.keys import mac
from answerback.keys.purposes import Purpose

LIVES_SECONDS = 60


class Audience(StrEnum):
    """Whose stream it is."""

    PORTAL = "portal"
    DESK = "desk"
    WALL = "wall"


@dataclass(frozen=True)
class Ticket:
    """What a valid ticket says. `session` is opaque; `expires` is Unix seconds."""

    audience: Audience
    wallet_id: UUID
    subject_id: UUID
    session: str
    expires: int


def mint(audience: Audience, wallet_id: UUID, subject_id: UUID, session: str, *, at: datetime) -> str:
    """A ticket for one stream of one reader."""
    expires = int(at.timestamp()) + LIVES_SECONDS
    body = json.dumps([audience, wallet_id.hex, subject_id.hex, session, expires]).encode()
    return f"{_coded(body)}.{_coded(mac.mac(Purpose.TICKET, None, body))}"


def read(text: str, *, at: datetime) -> Ticket | None:
    """What the ticket says; None when it is forged, broken or too old."""
    try:
        body, code = (_decoded(part) for part in text[:1000].split("."))
        if not mac.check(Purpose.TICKET, None, body, code):
            return None
        audience, wallet, subject, session, expires = json.loads(body)
        ticket = Ticket(Audience(audience), UUID(wallet), UUID(subject), session, expires)
    except (ValueError, binascii.Error):
        return None
    return ticket if ticket.expires >= at.timestamp() else None


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
