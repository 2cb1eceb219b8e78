"""Keys made in a transaction that is still open: no ring that holds one is kept in memory."""

import uuid
from collections.abc import Iterable

from django.db import transaction

_ids: set[uuid.UUID] = set()


def note(key_id: uuid.UUID) -> None:
    """This key exists only if the present transaction commits."""
    _ids.add(key_id)
    transaction.on_commit(lambda: _ids.discard(key_id))


def any_of(key_ids: Iterable[uuid.UUID]) -> bool:
    """Whether one of these may yet vanish."""
    return not _ids.isdisjoint(key_ids)
