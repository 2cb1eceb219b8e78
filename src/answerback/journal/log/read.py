"""What anybody may read of the log: its checkpoints, and proofs that an entry is in it and that it only grew."""

import uuid
from dataclasses import dataclass

from answerback.journal.log.models import LogCheckpoint
from answerback.journal.log.queue import place_of
from answerback.journal.log.tiles import Tiles
from answerback.passport import merkle


@dataclass(frozen=True)
class Included:
    """Where an entry stands in the log that a checkpoint is of, and the hashes that prove it."""

    index: int
    size: int
    path: tuple[bytes, ...]
    note: str


def newest() -> LogCheckpoint | None:
    """The newest checkpoint; None before the first interval is over."""
    return LogCheckpoint.objects.order_by("-size").first()


def included(leaf_id: uuid.UUID) -> Included | None:
    """That the entry is in the log as of the newest checkpoint; None while it waits."""
    place, head = place_of(leaf_id), newest()
    if place is None or head is None or place >= head.size:
        return None
    return Included(place, head.size, tuple(inclusion(place, head.size)), head.note)


def inclusion(index: int, size: int) -> list[bytes]:
    """That leaf `index` is in the log of `size` leaves. Raises NoProof."""
    _published(size)
    return merkle.inclusion(index, size, Tiles().complete)


def consistency(first: int, second: int) -> list[bytes]:
    """That the log of `second` leaves begins with the log of `first`. Raises NoProof."""
    _published(second)
    return merkle.consistency(first, second, Tiles().complete)


def _published(size: int) -> None:
    head = newest()
    if head is None or size > head.size:
        raise merkle.NoProof(f"the log has not {size} leaves")
