"""The append-only log's tree: roots, and proofs that a leaf is in it and that it only grew (RFC 9162, section 2.1).

Hashes are SHA-256, 32 octets. Roots and proofs are made of complete subtrees, which somebody keeps: `Tree` in memory,
the journal's log in its tables. So a leaf, a root and a proof cost hashes by the logarithm of the size.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence

# The hash of a complete subtree: its height (0: a leaf), and its place among those of its height.
Complete = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


class NoProof(ValueError):
    """The tree is smaller than what is asked for."""


def leaf_hash(leaf: bytes) -> bytes:
    """Of an entry's octets.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """All complete subtrees, by height: `rows[0]` are the leaves' hashes, in their order."""

    def __init__(self, leaf_hashes: Sequence[bytes] = ()) -> None:
        self._rows: list[list[bytes]] = [[]]
        for hashed in leaf_hashes:
            self.append(hashed)

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._rows[0])

    def append(self, hashed: bytes) -> None:
        """One leaf more, by its hash."""
        height, hashes = 0, self._rows[0]
        hashes.append(hashed)
        while len(hashes) % 2 == 0:
            joined = node_hash(hashes[-2], hashes[-1])
            height += 1
            if height == len(self._rows):
                self._rows.append([])
            hashes = self._rows[height]
            hashes.append(joined)

    def root(self, size: int | None = None) -> bytes:
        """Of the tree of the first `size` leaves (all of them unless said). Raises NoProof."""
        size = self.size if size is None else size
        if not 0 <= size <= self.size:
            raise NoProof(f"{size} of {self.size} leaves")
        return root(size, self.complete)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """That leaf `index` (from 0) is in the tree of `size` leaves. Raises NoProof."""
        if size > self.size:
            raise NoProof(f"{size} of {self.size} leaves")
        return inclusion(index, size, self.complete)

    def consistency(self, first: int, second: int) -> list[bytes]:
        """That the tree of `second` leaves begins with that of `first`. Raises NoProof."""
        if second > self.size:
            raise NoProof(f"{second} of {self.size} leaves")
        return consistency(first, second, self.complete)

    def complete(self, height: int, place: int) -> bytes:
        """The hash of the complete subtree over 2**height leaves, `place` of its height from the left."""
        return self._rows[height][place]


def root(size: int, complete: Complete) -> bytes:
    """Of the tree of the first `size` leaves: section 2.1.1."""
    return _over(0, size, complete) if size else EMPTY


def inclusion(index: int, size: int, complete: Complete) -> list[bytes]:
    """That leaf `index` (from 0) is in the tree of `size` leaves: section 2.1.3.1. Raises NoProof."""
    if not 0 <= index < size:
        raise NoProof(f"leaf {index} of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_over(middle, end, complete))
            end = middle
        else:
            path.append(_over(start, middle, complete))
            start = middle
    return path[::-1]


def consistency(first: int, second: int, complete: Complete) -> list[bytes]:
    """That the tree of `second` leaves begins with that of `first`: section 2.1.4.1. Raises NoProof."""
    if not 0 < first <= second:
        raise NoProof(f"{first} and {second} leaves")
    path, start, end = [], 0, second
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append(_over(middle, end, complete))
            end = middle
        else:
            path.append(_over(start, middle, complete))
            start = middle
    return [*([_over(start, end, complete)] if start else []), *path[::-1]]


def _over(start: int, end: int, complete: Complete) -> bytes:
    """The hash of the leaves from `start` up to `end`, where `start` begins a complete subtree."""
    count = end - start
    if count & (count - 1) == 0:
        height = count.bit_length() - 1
        return complete(height, start >> height)
    middle = start + _split(count)
    return node_hash(_over(start, middle, complete), _over(middle, end, complete))


def is_included(leaf: bytes, index: int, *, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the leaf with this hash stands at `index` of the tree with this root: section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    here, last, reached = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            reached = node_hash(other, reached)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            reached = node_hash(reached, other)
        here, last = here >> 1, last >> 1
    return last == 0 and hmac.compare_digest(reached, root)


def has_only_grown(
    first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the second tree begins with the first: section 2.1.4.2. Every tree begins with the empty one."""
    if not 0 <= first <= second:
        return False
    if first == second:
        return not path and hmac.compare_digest(first_root, second_root)
    if first == 0:
        return not path and hmac.compare_digest(first_root, EMPTY)
    hashes = list(path) if first & (first - 1) else [first_root, *path]
    if not hashes:
        return False
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = hashes[0]
    for other in hashes[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, other)
        here, last = here >> 1, last >> 1
    return last == 0 and hmac.compare_digest(old, first_root) and hmac.compare_digest(new, second_root)


def _split(count: int) -> int:
    """The largest power of two below `count`.

    >>> [_split(count) for count in (2, 3, 4, 5, 8, 9)]
    [1, 2, 2, 4, 4, 8]
    """
    return 1 << (count - 1).bit_length() - 1
