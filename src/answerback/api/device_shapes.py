"""The shapes of the exchange with a device's key, as the OpenAPI document shows them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from answerback.api.shapes import Incoming, Text


class ExchangeIn(Incoming):
    """The app asks: a call comes from somebody who says he is us."""

    customer: Text = Field(max_length=120)
    device: UUID
    question: Text = Field(max_length=8, pattern="^[A-Za-z0-9]{8}$", description="Eight new random letters.")


class ExchangeOut(Schema):
    """Compute the agent's eight digits over `question` then `server_question`; compare what the user types."""

    exchange: UUID
    server_question: str
    suite: str
    expires_at: datetime


class DeviceAnswerIn(Incoming):
    """The app's own answer, over `server_question` then its question: sent only when the agent's digits were right."""

    customer: Text = Field(max_length=120)
    exchange: UUID
    answer: Text = Field(max_length=8, pattern="^[0-9]{8}$")


class DeviceAnswerOut(Schema):
    """`matched`: the call is proven, as by a typed code."""

    matched: bool
    tries_left: int
