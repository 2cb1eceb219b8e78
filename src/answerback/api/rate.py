"""So many requests per API key: a token bucket in this process. N processes allow N times as many."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerback.api.refusals import TooManyRequests

BURST = 600
PER_SECOND = 60
MOST_KEYS = 10_000


@dataclass
class Bucket:
    """What is left, and since when."""

    left: float
    since: datetime


class Limiter:
    """Buckets by API key."""

    def __init__(self, *, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: dict[UUID, Bucket] = {}
        self._lock = threading.Lock()

    def take(self, key_id: UUID, *, at: datetime) -> None:
        """Use up one request. Raises `TooManyRequests` with the time at which the next one fits."""
        with self._lock:
            bucket = self._bucket(key_id, at)
            if bucket.left < 1:
                wait = timedelta(seconds=(1 - bucket.left) / self._per_second)
                raise TooManyRequests(retry_at=at + wait)
            bucket.left -= 1

    def _bucket(self, key_id: UUID, at: datetime) -> Bucket:
        if len(self._buckets) > MOST_KEYS:
            self._buckets.clear()
        bucket = self._buckets.setdefault(key_id, Bucket(left=self._burst, since=at))
        passed = max(0.0, (at - bucket.since).total_seconds())
        bucket.left = min(float(self._burst), bucket.left + passed * self._per_second)
        bucket.since = max(at, bucket.since)
        return bucket
