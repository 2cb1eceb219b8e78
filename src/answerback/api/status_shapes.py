"""The shapes of the live status for wallet apps, as the OpenAPI document shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from answerback.api.shapes import Incoming, Text

Nonce = Annotated[Text, Field("", max_length=64, pattern="^[A-Za-z0-9_-]*$")]


class StatusTicketIn(Incoming):
    """The signed-in user of your app or page who wants to see whether a call is ours."""

    customer: Text = Field(max_length=120)
    session: UUID | None = Field(
        None, description="The session of an earlier answer; left out for a new one."
    )
    origin: Text = Field(
        "", max_length=300, description="Of the web page that will read it; none for an app."
    )


class StatusTicketOut(Schema):
    """Hand it to the app or page as it is: `<answerback-status>` reads exactly this."""

    ticket: str = Field(description="Opens `stream` and `status` for sixty seconds.")
    expires_at: datetime
    session: UUID
    issuer: str = Field(description="What `iss` of every verdict must be.")
    subject: str = Field(description="What `sub` of every verdict must be.")
    stream: str
    status: str
    jwks: str
    portal: str
    keys: list[dict[str, Any]] = Field(description="The public keys (RFC 7517) that count now.")


class CallVerdictIn(Incoming):
    """A call comes in on this user's phone."""

    customer: Text = Field(max_length=120)
    number: Text = Field(max_length=64, description="As the phone shows it.")
    nonce: Nonce


class CallVerdictOut(Schema):
    """`LEGIT` only while our own leg to this user rings; tell the phone UNDETERMINED whenever in doubt."""

    verdict: str
    why: str
    number: str
    issuer: str
    subject: str
    jws: str = Field(description="ES256, `typ` answerback-call+jwt, good for thirty seconds.")
