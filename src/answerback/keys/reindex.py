"""After an INDEX key's rotation: the blind indexes of all rows are made again, a few rows at a time.

Until that is done look-ups ask for every index that counts (`blind_indexes`). Begin when the new key has
begun, go on until `reindex_step` returns None, then `retire_older`.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.seal import blind_index

SHORT_LIVED = timedelta(days=1)


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


class Renewal:
    """One pass after another over all indexes, as long as older INDEX keys count; begins anew after a crash."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._began_at: datetime | None = None

    def step(self, *, at: datetime, limit: int = 100) -> int:
        """Renew up to `limit` rows; returns `limit` while there is more to do, 0 at the end of a pass."""
        if self._began_at is None:
            if not _superseded(at):
                return 0
            self._began_at, self._place = at, Place()
        self._place = reindex_step(self._place, limit=limit)
        if self._place is not None:
            return limit
        retire_older(began_at=self._began_at, at=at)
        self._began_at = None
        return 0


def retire_older(*, began_at: datetime, at: datetime) -> int:
    """After a whole pass begun at `began_at`: older INDEX keys count a day longer; returns how many.

    The day is for what lives too briefly to be renewed, such as the lock on a number that is being rung.
    """
    ids = [key.id for key in _superseded(began_at)]
    return Key.objects.filter(id__in=ids).update(retire_at=at + SHORT_LIVED)


def _superseded(at: datetime) -> list[Key]:
    """The INDEX keys that still count although a newer one has begun."""
    counting = Key.objects.filter(purpose=Purpose.INDEX.value, destroyed_at=None, retire_at=None)
    keys = list(counting.order_by("generation"))
    newest = {key.wallet_id: key.generation for key in keys if key.not_before <= at}
    return [key for key in keys if key.generation < newest.get(key.wallet_id, 0)]
