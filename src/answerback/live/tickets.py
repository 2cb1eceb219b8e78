"""Stream tickets: who may hear a stream, said by the view that knew him, so that the stream asks no database.

A ticket is base64url(JSON) + "." + base64url(HMAC): kind, wallet, subject (customer or agent), session, expiry and
the one web origin that may read with it besides our own (empty for none). It lives 60 seconds and opens streams only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from answerback.keys import mac
from answerback.keys.purposes import Purpose
from answerback.keys.ring import Ring, ring
from answerback.passport import base64url

LIVES_SECONDS = 60


class Audience(StrEnum):
    """Whose stream it is."""

    PORTAL = "portal"
    APP = "app"  # the customer in an app or on a page of the wallet itself: verdicts only
    DESK = "desk"
    WALL = "wall"


@dataclass(frozen=True)
class Ticket:
    """What a valid ticket says. `session` is opaque; `expires` is Unix seconds; `origin` as browsers send it."""

    audience: Audience
    wallet_id: UUID
    subject_id: UUID
    session: str
    expires: int
    origin: str = ""

    @property
    def is_a_customers(self) -> bool:
        """Whether the reader is a customer, who gets signed verdicts about himself."""
        return self.audience in (Audience.PORTAL, Audience.APP)


def mint(
    audience: Audience, wallet_id: UUID, subject_id: UUID, session: str, *, at: datetime, origin: str = ""
) -> str:
    """A ticket for one stream of one reader."""
    expires = int(at.timestamp()) + LIVES_SECONDS
    body = json.dumps([audience, wallet_id.hex, subject_id.hex, session, expires, origin]).encode()
    return f"{base64url.encode(body)}.{base64url.encode(mac.mac(Purpose.TICKET, None, body))}"


def read(text: str, *, at: datetime) -> Ticket | None:
    """What the ticket says; None when it is forged, broken or too old. May read keys from the database."""
    return read_with(ring(Purpose.TICKET, None), text, at=at)


def read_with(keys: Ring, text: str, *, at: datetime) -> Ticket | None:
    """The same with the keys in hand; touches no database."""
    try:
        body, code = (base64url.decode(part) for part in text[:1000].split("."))
        if not mac.check_with(keys, body, code):
            return None
        audience, wallet, subject, session, expires, origin = json.loads(body)
        ticket = Ticket(Audience(audience), UUID(wallet), UUID(subject), session, expires, origin)
    except ValueError:
        return None
    return ticket if ticket.expires >= at.timestamp() else None
