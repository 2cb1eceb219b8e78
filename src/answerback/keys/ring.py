"""The key ring: the generations of one purpose and wallet, opened, and kept in memory for a few seconds.

A key made inside a transaction that may yet roll back is never kept, or the next transaction would seal with a key
that does not exist.
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

_Name = tuple[Purpose, uuid.UUID | None]
_lock = threading.Lock()
_kept: dict[_Name, tuple[float, "Ring"]] = {}


@dataclass(frozen=True)
class Ring:
    """The generations that are not destroyed, oldest first."""

    keys: tuple[OpenedKey, ...]

    def current(self, at: datetime) -> OpenedKey:
        """The key to sign, seal or index with now: the newest that has begun."""
        begun = [key for key in self.keys if key.not_before <= at]
        return begun[-1] if begun else self.keys[0]

    def verifying(self, at: datetime) -> tuple[OpenedKey, ...]:
        """The keys whose signatures, MACs and indexes still count, the current one first."""
        current = self.current(at)
        others = [
            key for key in self.keys if key != current and (key.retire_at is None or at < key.retire_at)
        ]
        return (current, *reversed(others))

    def by_kid(self, kid: str) -> OpenedKey:
        """The key that sealed something. Raises CannotOpen."""
        for key in self.keys:
            if key.kid == kid:
                return key
        raise CannotOpen


def ring(purpose: Purpose, wallet_id: uuid.UUID | None) -> Ring:
    """The ring, made with its first key when there is none. Reads the database at most every 5 s."""
    kept = _kept.get((purpose, wallet_id))
    if kept and kept[0] > time.monotonic():
        return kept[1]
    return _load(purpose, wallet_id)


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
    keys = _rows(purpose, wallet_id)
    if not keys:
        make_first(purpose, wallet_id, at=now())
        return _opened(_rows(purpose, wallet_id))
    loaded = _opened(keys)
    if not uncommitted.any_of(key.id for key in keys):
        with _lock:
            _kept[purpose, wallet_id] = (time.monotonic() + KEPT_SECONDS, loaded)
    return loaded


def _rows(purpose: Purpose, wallet_id: uuid.UUID | None) -> list[Key]:
    live = Key.objects.filter(purpose=purpose.value, wallet_id=wallet_id, destroyed_at=None)
    return list(live.order_by("generation"))


def _opened(keys: list[Key]) -> Ring:
    return Ring(tuple(_open(key) for key in keys))


def _open(key: Key) -> OpenedKey:
    private = master.open_private(
        settings.ANSWERBACK_MASTER_KEY,
        bytes(key.private_sealed or b""),
        bound_to=bound_to(key.purpose, key.wallet_id, key.kid),
    )
    return OpenedKey(key.id, key.kid, key.not_before, key.retire_at, key.public, private)
