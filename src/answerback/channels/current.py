"""The index of what is published now: kept fresh by the journal where a process serves, else drawn when asked.

`FOLLOWED` is stepped by a loop of every web process; a question then costs no query. In a process without that loop,
and when the loop is silent, the list is read from the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from answerback.channels.index import Index
from answerback.channels.kinds import Published
from answerback.channels.published import REFRESHED_BY, published_channels
from answerback.journal.models import Entry
from answerback.journal.read import last_seq

FRESH_FOR = timedelta(minutes=1)
READ_AGAIN = timedelta(minutes=1)  # `since` and `until` of a channel pass without an entry


class Followed:
    """The index as one loop keeps it; read by any thread."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._seq = 0
        self._read_at: datetime | None = None
        self._looked_at: datetime | None = None

    def step(self, at: datetime) -> int:
        """Look whether the list changed, and read it again then, or after a minute; 1 when it was read."""
        seq = last_seq()
        is_due = self._read_at is None or at - self._read_at >= READ_AGAIN or self._has_changed(seq)
        if is_due:
            published = published_channels(at)
            if self._index is None or published != self._index.published:
                self._index = Index(published)
            self._read_at = at
        self._seq, self._looked_at = seq, at
        return int(is_due)

    def _has_changed(self, seq: int) -> bool:
        rows = Entry.objects.filter(seq__gt=self._seq, seq__lte=seq, kind__in=REFRESHED_BY)
        return seq > self._seq and rows.exists()

    def index(self, at: datetime) -> Index | None:
        """None before the first step, and when the last one lies more than a minute back."""
        is_fresh = self._looked_at is not None and at - self._looked_at <= FRESH_FOR
        return self._index if is_fresh else None


FOLLOWED = Followed()


def index_at(at: datetime) -> Index:
    """The index to answer from; without a loop that follows the journal the database is asked."""
    return FOLLOWED.index(at) or _built(published_channels(at))


@lru_cache(maxsize=2)
def _built(published: tuple[Published, ...]) -> Index:
    return Index(published)
