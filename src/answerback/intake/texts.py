"""Every text of an event passes the guard before it is kept: a secret is masked, the event is not lost.

In an identifier nothing can be masked: one that surely is a secret refuses the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from answerback.intake.incoming import Incoming
from answerback.intake.shapes import free_text_of, schema_of
from answerback.journal.write import Subject
from answerback.texts.nested import clean_together
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place


def guarded(
    wallet: Wallet, incoming: Incoming, *, event_id: UUID, customer_id: UUID | None, at: datetime
) -> dict[str, Any]:
    """The data with its free texts, and all texts of unknown fields, cleaned. Raises SecretInText."""
    door = partial(
        take, wallet, place=Place.EVENT, at=at, about=Subject("event", event_id), customer_id=customer_id
    )
    for name in _identifiers(incoming):
        door(text=name, certain=True, whole=True)
    shaped = _shaped(incoming)
    free = {name: value for name, value in incoming.data.items() if name not in shaped}
    kept = {name: value for name, value in incoming.data.items() if name in shaped}
    cleaned: dict[str, Any] = clean_together(free, lambda text: door(text=text))
    return kept | cleaned


def _identifiers(incoming: Incoming) -> Iterator[str]:
    """What came in by its form only; the choices of a closed list are none."""
    yield from (incoming.event_id, incoming.source, incoming.subject)
    properties = schema_of(incoming.kind, is_resolution=incoming.is_resolution)["properties"]
    for name in _shaped(incoming) & incoming.data.keys():
        value = incoming.data[name]
        if isinstance(value, str) and "enum" not in properties[name]:
            yield value


def _shaped(incoming: Incoming) -> set[str]:
    properties = schema_of(incoming.kind, is_resolution=incoming.is_resolution)["properties"]
    return set(properties) - free_text_of(incoming.kind, is_resolution=incoming.is_resolution)
