"""Checkpoints: the heads of all chains at one moment, signed and kept where the database is not.

A checkpoint file has one signed text per line. Who signs and who checks is an argument, because keys stand
above the journal.
"""

import os
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Max

from answerback.journal.canonical import instant
from answerback.journal.models import Entry

Sign = Callable[[Mapping[str, Any]], str]
Check = Callable[[str], Mapping[str, Any]]
_DEPLOYMENT = "deployment"


@dataclass(frozen=True)
class Head:
    """The newest entry of one chain; without a wallet it is the deployment's own chain."""

    wallet_id: uuid.UUID | None
    seq: int
    hash: str


@dataclass(frozen=True)
class Checkpoint:
    """How long the journal was, and where each chain ended."""

    at: str
    seq: int
    heads: tuple[Head, ...]

    def claims(self) -> dict[str, Any]:
        """As signed."""
        heads = {str(head.wallet_id or _DEPLOYMENT): [head.seq, head.hash] for head in self.heads}
        return {"v": 1, "at": self.at, "seq": self.seq, "heads": heads}


def take(*, at: datetime) -> Checkpoint:
    """The present heads of all chains."""
    newest = Entry.objects.exclude(seq=None).values("wallet_id").annotate(last=Max("seq")).values("last")
    heads = Entry.objects.filter(seq__in=newest).order_by("seq").values_list("wallet_id", "seq", "hash")
    found = tuple(Head(wallet_id, seq or 0, digest) for wallet_id, seq, digest in heads)
    return Checkpoint(instant(at), found[-1].seq if found else 0, found)


def export(path: Path, *, at: datetime, sign: Sign) -> Checkpoint:
    """Append a signed checkpoint to the file; it is on disk when this returns."""
    checkpoint = take(at=at)
    line = sign(checkpoint.claims()).encode("ascii") + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return checkpoint


def load(path: Path, *, check: Check) -> list[Checkpoint]:
    """The checkpoints in the file. `check` raises for a text whose signature is not good."""
    return [_read(check(line)) for line in path.read_text("ascii").split()]


def _read(claims: Mapping[str, Any]) -> Checkpoint:
    heads = (
        Head(None if wallet == _DEPLOYMENT else uuid.UUID(wallet), seq, digest)
        for wallet, (seq, digest) in claims["heads"].items()
    )
    return Checkpoint(claims["at"], claims["seq"], tuple(heads))
