"""Durations in buckets that can be added up over days, as in DDSketch (Masson, Rim and Lee, VLDB 12 (2019) 2195).

Bucket i holds (g^(i-1), g^i] seconds with g = (1 + a) / (1 - a); its value is within a = 5 % of every member's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

ACCURACY = 0.05
GROWTH = (1 + ACCURACY) / (1 - ACCURACY)
LONGEST = 90 * 86400.0


def bucket_of(seconds: float) -> str:
    """The bucket of a duration; below one second and above 90 days are the ends.

    >>> bucket_of(0), bucket_of(60), bucket_of(62), bucket_of(7776000)
    ('0', '41', '42', '159')
    """
    kept = min(max(seconds, 1.0), LONGEST)
    return str(math.ceil(math.log(kept) / math.log(GROWTH) - 1e-9))


def seconds_of(bucket: str) -> float:
    """What a bucket stands for.

    >>> abs(seconds_of(bucket_of(3600)) / 3600 - 1) <= 0.05
    True
    """
    return 2 * GROWTH ** int(bucket) / (GROWTH + 1)


def rank_of(n: int, share: float) -> int:
    """Which of n ordered values is this percentile, from 1."""
    return max(1, math.ceil(n * share))


def value_at(buckets: Mapping[str, int], rank: int) -> float:
    """The seconds of the value of this rank."""
    seen = 0
    for bucket in sorted(buckets, key=int):
        seen += buckets[bucket]
        if seen >= rank:
            return seconds_of(bucket)
    raise ValueError(rank)
