"""Verifying: walk the sealed journal and name the first link that is broken."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from answerback.journal.checkpoint import Checkpoint, Head
from answerback.journal.hashing import FIRST, entry_hash
from answerback.journal.models import Entry, Payload
from answerback.journal.payloads import is_as_hashed

_AT_ONCE = 1000


class Fault(StrEnum):
    """What is wrong with a link."""

    GAP = "gap"  # an entry is missing before this one
    CHAIN = "chain"  # its prev_hash is not the hash of the wallet's entry before it
    ENTRY = "entry"  # the entry says something else than what was hashed
    PAYLOAD = "payload"  # the payload is not the one that was hashed
    CHECKPOINT = "checkpoint"  # a checkpoint kept elsewhere names another entry here, or one that is gone


@dataclass(frozen=True)
class Broken:
    """The first broken link. `entry_id` is empty when the entry itself is gone."""

    seq: int
    wallet_id: uuid.UUID | None
    entry_id: uuid.UUID | None
    fault: Fault


@dataclass(frozen=True)
class Verdict:
    """`sealed` entries were checked, `erased` of them without their payload; `tail` more are unsealed."""

    ok: bool
    first_broken: Broken | None
    sealed: int
    tail: int
    erased: int


def verify(wallet_id: uuid.UUID | None = None, *, checkpoints: Iterable[Checkpoint] = ()) -> Verdict:
    """Check one wallet's chain, or without a wallet the whole journal, against itself and the checkpoints."""
    entries = Entry.objects.all() if wallet_id is None else Entry.objects.filter(wallet_id=wallet_id)
    tail = entries.filter(seq=None).count()
    walk = _Walk(whole=wallet_id is None)
    sealed = entries.exclude(seq=None).order_by("seq").iterator(chunk_size=_AT_ONCE)
    broken = walk.through(sealed) or _against(checkpoints, wallet_id)
    return Verdict(broken is None, broken, walk.sealed, tail, walk.erased)


class _Walk:
    """One walk along the journal: the head of each chain so far, and the counts."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.heads: dict[uuid.UUID | None, str] = {}
        self.sealed = 0
        self.erased = 0

    def through(self, entries: Iterator[Entry]) -> Broken | None:
        for chunk in _chunks(entries):
            hashed = [entry.id for entry in chunk if entry.payload_hash]
            payloads = Payload.objects.in_bulk(hashed)
            for entry in chunk:
                fault = self._fault(entry, payloads.get(entry.id))
                if fault:
                    return Broken(entry.seq or 0, entry.wallet_id, entry.id, fault)
                self.sealed += 1
                self.heads[entry.wallet_id] = entry.hash
        return None

    def _fault(self, entry: Entry, payload: Payload | None) -> Fault | None:
        if self.whole and entry.seq != self.sealed + 1:
            return Fault.GAP
        if entry.prev_hash != self.heads.get(entry.wallet_id, FIRST):
            return Fault.CHAIN
        if entry.hash != entry_hash(entry):
            return Fault.ENTRY
        if entry.payload_hash and payload is None:
            self.erased += 1
        if payload and not is_as_hashed(payload, entry.payload_hash):
            return Fault.PAYLOAD
        return None


def _chunks(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    yield chunk


def _against(checkpoints: Iterable[Checkpoint], wallet_id: uuid.UUID | None) -> Broken | None:
    heads = {head for checkpoint in checkpoints for head in checkpoint.heads}
    for head in sorted(heads, key=lambda one: one.seq):
        if wallet_id in (None, head.wallet_id) and not _stands(head):
            return Broken(head.seq, head.wallet_id, None, Fault.CHECKPOINT)
    return None


def _stands(head: Head) -> bool:
    return Entry.objects.filter(seq=head.seq, wallet_id=head.wallet_id, hash=head.hash).exists()
