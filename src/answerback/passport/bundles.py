"""A proof as it is handed out, held against the public log: the file alone, the log's key, and no network."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from answerback.passport import base64url
from answerback.passport.merkle import has_only_grown, is_included, leaf_hash
from answerback.passport.notes import BadNote, Checkpoint, open_checkpoint

NONCE = 32
LONGEST_PATH = 64
HASH = 32


class Trouble(StrEnum):
    """Why it does not hold, in the order in which it is looked for."""

    MALFORMED = "malformed"  # not a file of this kind
    CHECKPOINT = "checkpoint"  # not signed by this log's key
    NOT_YET = "not_yet"  # the proof was handed out before the log's next checkpoint
    NOT_INCLUDED = "not_included"  # the token is not where the proof says
    FORKED = "forked"  # the newer log does not begin with the older one


class DoesNotHold(Exception):
    """`trouble` is stable; `detail` is for an engineer."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True)
class Place:
    """Where a leaf stands, and the hashes that prove it."""

    index: int
    size: int
    path: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True)
class Bundle:
    """`chain` is PEM; `place` is None before the log's next checkpoint."""

    token: str
    nonce: bytes
    chain: str
    place: Place | None

    @property
    def leaf(self) -> bytes:
        """The leaf's hash: over SHA-256 of the nonce and the token."""
        return leaf_hash(hashlib.sha256(self.nonce + self.token.encode()).digest())


def read_bundle(text: str) -> Bundle:
    """The shape of `/api/v1/proofs/…`. Raises DoesNotHold(malformed)."""
    found = _object(text)
    token, nonce, chain, log = (found.get(name) for name in ("token", "nonce", "chain", "log"))
    if not (isinstance(token, str) and isinstance(nonce, str) and isinstance(chain, str) and token.isascii()):
        raise DoesNotHold(Trouble.MALFORMED, "no token, nonce and chain")
    try:
        octets = base64url.decode(nonce)
    except ValueError:
        octets = b""
    if len(octets) != NONCE:
        raise DoesNotHold(Trouble.MALFORMED, "the nonce has not 32 octets")
    return Bundle(token, octets, chain, None if log is None else _place(log))


def read_path(text: str) -> tuple[bytes, ...]:
    """The hashes of `/log/consistency?…`. Raises DoesNotHold(malformed)."""
    return _hashes(_object(text).get("path"))


def check_included(bundle: Bundle, *, key: str, checkpoint: str = "") -> Checkpoint:
    """That the log holds this proof: as of the checkpoint given, else of the bundle's own. Raises DoesNotHold."""
    if bundle.place is None:
        raise DoesNotHold(Trouble.NOT_YET, "read the proof again after the log's next checkpoint")
    head = signed(checkpoint or bundle.place.checkpoint, key)
    if head.size != bundle.place.size:
        raise DoesNotHold(Trouble.NOT_INCLUDED, "a proof for another size of the log")
    path = bundle.place.path
    if not is_included(bundle.leaf, bundle.place.index, size=head.size, root=head.root, path=path):
        raise DoesNotHold(Trouble.NOT_INCLUDED, "not the leaf that stands there")
    return head


def check_grown(older: str, newer: str, path: Sequence[bytes], *, key: str) -> tuple[Checkpoint, Checkpoint]:
    """That the newer checkpoint's log begins with the older one's. Raises DoesNotHold."""
    old, new = signed(older, key), signed(newer, key)
    if not has_only_grown(old.size, old.root, new.size, new.root, path):
        raise DoesNotHold(Trouble.FORKED, "the newer log does not begin with the older one")
    return old, new


def signed(note: str, key: str) -> Checkpoint:
    """A checkpoint signed by one of these keys, one per line. Raises DoesNotHold(checkpoint)."""
    trouble = "no key"
    for one in key.split("\n"):
        try:
            if one.strip():
                return open_checkpoint(note, one)
        except BadNote as bad:
            trouble = str(bad)
    raise DoesNotHold(Trouble.CHECKPOINT, trouble)


def _place(log: object) -> Place:
    if not isinstance(log, Mapping) or not isinstance(log.get("checkpoint"), str):
        raise DoesNotHold(Trouble.MALFORMED, "no place in the log")
    index, size = log.get("index"), log.get("size")
    if type(index) is not int or type(size) is not int:
        raise DoesNotHold(Trouble.MALFORMED, "index and size are whole numbers")
    return Place(index, size, _hashes(log.get("inclusion")), log["checkpoint"])


def _hashes(listed: object) -> tuple[bytes, ...]:
    if not isinstance(listed, list) or len(listed) > LONGEST_PATH:
        raise DoesNotHold(Trouble.MALFORMED, "no list of hashes")
    return tuple(_hash(one) for one in listed)


def _hash(one: object) -> bytes:
    try:
        octets = base64.b64decode(one, validate=True) if isinstance(one, str) else b""
    except (binascii.Error, ValueError):
        octets = b""
    if len(octets) != HASH or base64.b64encode(octets).decode("ascii") != one:
        raise DoesNotHold(Trouble.MALFORMED, "a hash is 32 octets in base64")
    return octets


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise DoesNotHold(Trouble.MALFORMED, "not a JSON object")
    return found
