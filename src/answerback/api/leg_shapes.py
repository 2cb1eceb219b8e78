"""The shapes of the external line, as the OpenAPI document shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from answerback.api.shapes import Incoming, Moment, Text
from answerback.telephony.events import Cause

CALL_ID = r"^[A-Za-z0-9._:@-]{1,120}$"


class LegIn(Incoming):
    """One thing that your dialer saw. The same `call_id` and `event` again changes nothing."""

    call_id: Text = Field(max_length=120, pattern=CALL_ID, description="Your dialer's id of this call.")
    event: Literal["ringing", "answered", "hung_up"]
    at: Moment = Field(description="When it happened: RFC 3339 with an offset.")
    number: Text = Field(
        max_length=64, description="The number dialled: on file of a customer of this wallet."
    )
    agent: Text = Field(
        "", max_length=12, pattern="^[0-9A-Za-z]*$", description="A work number of your staff."
    )
    agent_label: Text = Field("", max_length=60, description="Or a name, for whom has no place here.")
    cause: Cause = Field(Cause.FINISHED, description="Why it ended; of `hung_up` only.")
    customer: Text = Field("", max_length=120, description="Your id of the user, where two share a number.")
    callback: UUID | None = Field(None, description="The callback that this call is, if one was planned.")
    outcome: Literal["solved", "waiting", "refused", "wrong_person", "cut_off", "technical"] | None = Field(
        None, description="What came of it; of `hung_up` only. Who has a desk here says it there instead."
    )
    order: UUID | None = Field(None, description="The `order` of a `leg.wanted` webhook, if it was one.")


class LegOut(Schema):
    """What became of it. `status`: `taken`, `known` (told before), or `waiting` (an end before any beginning)."""

    call_id: str
    status: Literal["taken", "known", "waiting"]
    witness: Literal["reported"] = "reported"
    callback: UUID | None
    ticket: str | None
    state: str = Field(
        description="Of this dialling: placed, ringing, answered or ended; empty while waiting."
    )
    confirmed: bool = Field(description="Whether the user has typed the code of this call.")


class CodeOut(Schema):
    """Six digits for the agent to read aloud. Show them to this agent only and keep them nowhere."""

    code: str
    expires_at: datetime
