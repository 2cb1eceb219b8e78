"""The shapes of an offer that was used, as the OpenAPI document shows them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from answerback.api.shapes import Incoming, Text


class UseIn(Incoming):
    """One use, under your own name for it."""

    customer: Text = Field(max_length=120)
    use_id: Text = Field(max_length=120, pattern=r"^[A-Za-z0-9._:#-]{1,120}$")


class UseOut(Schema):
    """`heard`: we had told this user of the offer before."""

    offer: UUID
    use_id: str
    used_at: datetime
    heard: bool
