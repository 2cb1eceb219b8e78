"""Whether this process may be sent visitors: its database answers, the guards stand in it, its verdicts are fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.utils import DatabaseError

from answerback.ops.loops import now
from answerback.storage import triggers

if TYPE_CHECKING:
    from answerback.live.reader import Reader

_watched: list[Reader] = []


def watch(reader: Reader) -> None:
    """From now on readiness asks this reader too: it is the one that feeds this process's streams."""
    _watched[:] = [reader]


def unready() -> list[str]:
    """Why not, as codes: `database`, `guards_missing`, `snapshot_stale`; empty when ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found = ["guards_missing"] if triggers.missing() else []
    except DatabaseError:
        return ["database"]
    stale = any(not reader.is_fresh(now()) for reader in _watched)
    return [*found, *(["snapshot_stale"] if stale else [])]
