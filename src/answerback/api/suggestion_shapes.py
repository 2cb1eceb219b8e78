"""The shapes of what an outside tracker tells of a group of suggestions."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from answerback.api.shapes import Incoming, Text
from answerback.findings.suggestions.kinds import Reason, Tracker

REFERENCE = r"^[A-Za-z0-9._:/#-]{1,120}$"


class SuggestionGroupStateIn(Incoming):
    """What became of the issue. `declined` needs a reason, which those who asked will read."""

    tracker: Tracker
    reference: Text = Field(
        "", max_length=120, pattern=f"^$|{REFERENCE}", description="The tracker's own name for it."
    )
    state: Literal["considered", "planned", "shipped", "declined"] | None = None
    reason: Reason | None = None
    answer_zh: Text = Field("", max_length=400, description="Shown to those who asked, in Chinese.")
    answer_en: Text = Field("", max_length=400, description="Shown to those who asked, in English.")


class SuggestionGroupOut(Schema):
    """Where the group stands now."""

    id: UUID
    title_zh: str
    title_en: str
    state: str
    reason: str
    suggestions: int
