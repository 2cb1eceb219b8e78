"""The key ring: the generations of one purpose and wallet, opened, and kept in memory for a few seconds.

A key made inside a transaction that may yet roll back is never kept, or the next transaction would seal
with a key that does not exist.
"""

import threading
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from answerback.keys import master, uncommitted
from answerback.keys.envelope import CannotOpen
from answerback.keys.make import bound_to, make_first
from answerback.keys.models import Key
from answerback.keys.opened import OpenedKey
from answerback.keys.purposes import Purpose

KEPT_SECONDS = 5.0

_lock = threading.Lock()
_kept: dict[tuple[Purpose, uuid.UUID | None], tuple[float, "Ring"]] = {}


@dataclass(frozen=True)
class Ring:
    """The generations that are not destroyed, oldest first. Using one touches no database."""

    keys: tuple[OpenedKey, ...]

    def current(self, at: datetime) -> OpenedKey:
        """The key to sign, seal or index with at this moment: the newest that has begun."""
        begun = [key for key in self.keys if key.not_before <= at]
        return begun[-1] if begun else self.keys[0]

    def counting(self, at: datetime) -> tuple[OpenedKey, ...]:
        """The keys whose MACs and indexes count at this moment, the current one first, coming ones too."""
        current = self.current(at)
        others = (key for key in reversed(self.keys) if key is not current)
        return (current, *(key for key in others if key.retire_at is None or at < key.retire_at))

    def by_kid(self, kid: str) -> OpenedKey | None:
        """The key of this id, if it is on the ring."""
        return next((key for key in self.keys if key.kid == kid), None)


def ring(purpose: Purpose, wallet_id: uuid.UUID | None) -> Ring:
    """The ring, made with its first key when there is none. Reads the database at most every 5 s.

    Where no database may be read (an event loop), take the ring in a thread and use what is on it.
    """
    kept = _kept.get((purpose, wallet_id))
    if kept and kept[0] > time.monotonic():
        return kept[1]
    return _load(purpose, wallet_id)


def key_that_sealed(purpose: Purpose, wallet_id: uuid.UUID | None, kid: str) -> OpenedKey:
    """The key of this id, looked up again when the kept ring is too old to know it. Raises CannotOpen."""
    found = ring(purpose, wallet_id).by_kid(kid) or _load(purpose, wallet_id).by_kid(kid)
    if found is None:
        raise CannotOpen
    return found


def now() -> datetime:
    """The moment against which keys begin and retire."""
    return timezone.now()


def forget() -> None:
    """Drop every kept ring."""
    with _lock:
        _kept.clear()


def forget_after_migration(**_: Any) -> None:
    """The tables may have been emptied."""
    forget()


def _load(purpose: Purpose, wallet_id: uuid.UUID | None) -> Ring:
    rows = _rows(purpose, wallet_id)
    if not rows:
        make_first(purpose, wallet_id, at=now())
        rows = _rows(purpose, wallet_id)
    loaded = Ring(tuple(_open(key) for key in rows))
    if not uncommitted.any_of(key.id for key in rows):
        with _lock:
            _kept[purpose, wallet_id] = (time.monotonic() + KEPT_SECONDS, loaded)
    return loaded


def _rows(purpose: Purpose, wallet_id: uuid.UUID | None) -> list[Key]:
    live = Key.objects.filter(purpose=purpose.value, wallet_id=wallet_id, destroyed_at=None)
    return list(live.order_by("generation"))


def _open(key: Key) -> OpenedKey:
    private = master.open_private(
        settings.ANSWERBACK_MASTER_KEY,
        bytes(key.private_sealed or b""),
        bound_to=bound_to(key.purpose, key.wallet_id, key.kid),
    )
    return OpenedKey(key.kid, key.not_before, key.retire_at, private)
