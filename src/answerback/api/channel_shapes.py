"""What `/api/v1/channels` answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema


class WordsOut(Schema):
    """The same in both languages."""

    en: str
    zh: str


class ControlOut(Schema):
    """How control was last proven: `dns`, `mail`, `call` (a colleague rang) or `attested` (a colleague's word)."""

    way: str
    proven_at: datetime
    valid_until: datetime


class ChannelOut(Schema):
    """One entry. `direction`: `rings`, `dialled`, `both`, `site`, `retired` or `reported` (as fraud)."""

    id: UUID
    kind: str
    value: str
    direction: str
    what_for: WordsOut
    since: datetime
    until: datetime | None
    control: ControlOut | None


class ChannelsOut(Schema):
    """Every published entry of the wallet, by kind and value."""

    channels: list[ChannelOut]
