"""The tree as it is kept: tiles of 256 hashes, of which only the last of each level still grows.

A root or a proof reads a few tiles and hashes a few hundred times, however large the log is.
"""

import struct
from collections.abc import Sequence

from answerback.journal.log.models import ENTRIES, Tile
from answerback.passport.merkle import EMPTY, leaf_hash, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH = len(EMPTY)


class Tiles:
    """The tiles as one transaction sees them, each read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], bytes] = {}

    def complete(self, height: int, place: int) -> bytes:
        """The hash of a complete subtree (`passport.merkle.Complete`). Raises LookupError."""
        level, within = divmod(height, HEIGHT)
        number, first = divmod(place << within, WIDTH)
        octets = self._octets(level, number)[first * HASH : (first + (1 << within)) * HASH]
        if len(octets) != HASH << within:
            raise LookupError(f"no subtree {height}/{place}")
        return fold(octets)

    def _octets(self, level: int, number: int) -> bytes:
        key = level, number
        if key not in self._read:
            found = Tile.objects.filter(level=level, number=number).values_list("octets", flat=True).first()
            self._read[key] = bytes(found or b"")
        return self._read[key]


def fold(octets: bytes) -> bytes:
    """The root over hashes side by side, a power of two of them."""
    hashes = [octets[at : at + HASH] for at in range(0, len(octets), HASH)]
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def grow(size: int, entries: Sequence[bytes]) -> None:
    """Add entries to a log of `size` leaves: to the tiles of entries, of hashes, and of the hashes of full tiles."""
    _add(ENTRIES, size, [struct.pack(">H", len(entry)) + entry for entry in entries])
    level, before, hashes = 0, size, [leaf_hash(entry) for entry in entries]
    while hashes:
        filled = _add(level, before, hashes)
        level, before, hashes = level + 1, before // WIDTH, [fold(octets) for octets in filled]


def _add(level: int, before: int, pieces: Sequence[bytes]) -> list[bytes]:
    """Put pieces behind the `before` that the level has; returns the tiles that were thereby filled."""
    filled, at = [], 0
    while at < len(pieces):
        number, width = divmod(before + at, WIDTH)
        some = pieces[at : at + WIDTH - width]
        octets = _store(level, number, width, some)
        if width + len(some) == WIDTH:
            filled.append(octets)
        at += len(some)
    return filled


def _store(level: int, number: int, width: int, pieces: Sequence[bytes]) -> bytes:
    added = b"".join(pieces)
    if not width:
        Tile.objects.create(level=level, number=number, width=len(pieces), octets=added)
        return added
    tile = Tile.objects.get(level=level, number=number, width=width)
    octets = bytes(tile.octets) + added
    Tile.objects.filter(id=tile.id).update(width=width + len(pieces), octets=octets)
    return octets


def part(level: int, number: int, width: int) -> bytes | None:
    """The first `width` hashes or entries of a tile, as published; None where there are not so many."""
    tile = Tile.objects.filter(level=level, number=number, width__gte=width).first()
    if tile is None or not 0 < width <= WIDTH:
        return None
    octets = bytes(tile.octets)
    return octets[: width * HASH] if level != ENTRIES else octets[: _length(octets, width)]


def _length(octets: bytes, width: int) -> int:
    at = 0
    for _ in range(width):
        at += 2 + int.from_bytes(octets[at : at + 2], "big")
    return at
