"""Step one of a leaf: it waits, in the transaction of the verb that it tells of."""

import uuid
from datetime import datetime

from django.db import transaction

from answerback.journal.log.models import Leaf

LONGEST = 16_384  # octets


def append(data: bytes, *, at: datetime) -> uuid.UUID:
    """Let an entry wait for its place in the public log; returns the id under which `place_of` knows it.

    Needs an open transaction, takes no lock and waits for nobody: places are given at the next interval, so that a
    verb never learns its own. The octets are published as they are, for ever: give what anybody may read (a registry
    change as canonical JSON) or a commitment (SHA-256 of a 32-octet nonce and what is meant), never a name or number
    of a person. Once per verb: the log cannot know that two entries mean the same.
    Raises ValueError for no octets, for more than 16,384 and for a naive time.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an entry is appended in the transaction of its verb")
    if not 0 < len(data) <= LONGEST:
        raise ValueError(f"an entry of the log has 1 to {LONGEST} octets")
    if at.tzinfo is None:
        raise ValueError("the time of an entry is an aware datetime")
    return Leaf.objects.create(at=at, entry=data).id


def place_of(leaf_id: uuid.UUID) -> int | None:
    """Where the entry stands in the log, counted from 0; None while it waits."""
    place: int | None = Leaf.objects.values_list("place", flat=True).get(id=leaf_id)
    return place
