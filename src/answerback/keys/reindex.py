"""After an INDEX key's rotation: the blind indexes of all rows are made again, a few rows at a time.

Until that is done look-ups ask for every index that counts (`blind_indexes`). Begin when the new key has
begun, go on until `reindex_step` returns None, then `retire_older`.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.seal import blind_index


@dataclass(frozen=True)
class Index:
    """A column of blind indexes: what a row's index is made of, and for which wallet."""

    model: type[Model]
    column: str
    value: Callable[[Any], str]
    wallet_id: Callable[[Any], uuid.UUID | None] = lambda row: row.wallet_id


@dataclass(frozen=True)
class Place:
    """How far the work has come: the index being renewed, and the last row done."""

    index: int = 0
    after: uuid.UUID | None = None


_named: dict[tuple[type[Model], str], Index] = {}


def name_index(index: Index) -> None:
    """Say how to make a column's indexes again. The second time is harmless."""
    _named[index.model, index.column] = index


def reindex_step(place: Place | None = None, *, limit: int = 100) -> Place | None:
    """Renew up to `limit` rows after `place`; returns where to go on, None at the end."""
    here, indexes = place or Place(), list(_named.values())
    if here.index >= len(indexes):
        return None
    index = indexes[here.index]
    rows = index.model._base_manager.order_by("pk")
    if here.after:
        rows = rows.filter(pk__gt=here.after)
    batch = list(rows[:limit])
    with transaction.atomic():
        for row in batch:
            _renew(index, row)
    return Place(here.index, batch[-1].pk) if batch else Place(here.index + 1)


def _renew(index: Index, row: Model) -> None:
    old, new = getattr(row, index.column), blind_index(index.wallet_id(row), index.value(row))
    if old != new:
        index.model._base_manager.filter(pk=row.pk, **{index.column: old}).update(**{index.column: new})


def retire_older(*, began_at: datetime, at: datetime) -> int:
    """After a whole pass begun at `began_at`: older INDEX keys count no more; returns how many."""
    indexing = Key.objects.filter(purpose=Purpose.INDEX.value, destroyed_at=None)
    begun = indexing.filter(not_before__lte=began_at)
    newest = {key.wallet_id: key.generation for key in begun.order_by("generation")}
    return sum(
        indexing.filter(wallet_id=wallet_id, generation__lt=generation, retire_at=None).update(retire_at=at)
        for wallet_id, generation in newest.items()
    )
