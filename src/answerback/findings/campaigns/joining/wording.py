"""The wording of a report as a sketch: the smallest keyed hashes of its shingles, from which nothing can be read.

Chinese is read by its sound (`guard.messages.sounds`), so that a homophone, a traditional character or an error of
speech recognition changes nothing; other scripts by their words. Numbers count as "a number", because sums and order
numbers change from victim to victim. Source of the sketch: Broder, "On the resemblance and containment of documents"
(1997): of two bottom-k samples under one hash, the share that both hold estimates how much the whole has in common.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from hashlib import blake2b
from itertools import groupby

from answerback.guard.messages.folding import fold
from answerback.guard.messages.sounds import table

SYLLABLES_TOGETHER = 4
WORDS_TOGETHER = 2
KEPT = 64
"""Hashes of one sketch; an SMS of 70 characters has about as many shingles."""
FEWEST = 8
"""A text with fewer shingles says too little to be recognised by its wording."""
LONGEST = 4_000
PIECES = re.compile(r"[0-9]+|[a-z]+|[^\W\d_]", re.UNICODE)
NUMBER = "#"
HASH_OCTETS = 8


def sketch(text: str, *, key: bytes) -> tuple[int, ...]:
    """Ascending; empty for a text that says too little. `key`: up to 64 octets, a wallet's own.

    >>> sketch("账户已被冻结请立即联系客服", key=b"k") == sketch("帐户已被凍结，请立即联系客服！", key=b"k") != ()
    True
    """
    found = {hashed(one, key) for one in shingles(text[:LONGEST])}
    return tuple(sorted(found)[:KEPT]) if len(found) >= FEWEST else ()


def shingles(text: str) -> Iterator[str]:
    """Runs of syllables and runs of words, each cut into overlapping pieces.

    >>> list(shingles("转账到安全账户"))
    ['zuan zang dao an', 'zang dao an quan', 'dao an quan zang', 'an quan zang hu']
    """
    sounds = table()
    pieces = PIECES.findall(fold(text).letters)
    for is_han, run in groupby(pieces, key=lambda piece: piece in sounds):
        said = [sounds[one] if is_han else NUMBER if one.isdigit() else one for one in run]
        length = SYLLABLES_TOGETHER if is_han else WORDS_TOGETHER
        for start in range(len(said) - length + 1):
            yield " ".join(said[start : start + length])


def hashed(shingle: str, key: bytes) -> int:
    """A keyed 63-bit hash: whoever lacks the key can neither read it nor try shingles against it."""
    octets = blake2b(shingle.encode(), key=key, digest_size=HASH_OCTETS).digest()
    return int.from_bytes(octets, "big") >> 1


def resemblance(one: tuple[int, ...], other: tuple[int, ...], common: Collection[int] = frozenset()) -> float:
    """The estimated share of shingles in common, of all that either has (0 to 1); those in `common` are left out."""
    if not (one and other):
        return 0.0
    seen_whole = _reach(one, other)
    left, right = ({value for value in sketch if value <= seen_whole} for sketch in (one, other))
    union = (left | right).difference(common)
    return len((left & right).difference(common)) / len(union) if len(union) >= FEWEST else 0.0


def _reach(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Up to which hash both sketches are complete: one that is full ends at its largest."""
    ends = [sketch[-1] for sketch in (one, other) if len(sketch) == KEPT]
    return min(ends, default=max(one[-1], other[-1]))
