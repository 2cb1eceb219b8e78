"""The shapes of tickets that another help desk brings, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictBool

from answerback.api.shapes import Incoming, Text
from answerback.tickets.kinds import Category, Closing

FOREIGN = r"^[A-Za-z0-9._:#-]{1,120}$"


class TicketIn(Incoming):
    """A matter that your help desk has already, under its own reference."""

    foreign_reference: Text = Field(max_length=120, pattern=FOREIGN)
    customer: Text = Field(max_length=120)
    category: Category
    happened: Text = Field("", max_length=2000, description="Shown to the user; secrets are taken out.")
    matter_id: Text = Field("", max_length=120, pattern="^[A-Za-z0-9._:#-]*$")
    urgent: StrictBool = False


class TicketChangeIn(Incoming):
    """What your help desk did. A field that is left out stays as it is."""

    state: Literal["open", "waiting_user", "waiting_wallet", "solved", "closed"] | None = None
    closing: Closing = Field(Closing.SOLVED, description="Why it was closed; with `closed` only.")
    note: Text = Field("", max_length=4000, description="Secrets are taken out before it is kept.")
    visible_to_user: StrictBool = False
