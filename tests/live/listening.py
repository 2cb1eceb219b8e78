"""One process's streams without a network: a hub on a loop of its own, its reader, and what each stream was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from answerback.journal.kinds import Audience as Told
from answerback.journal.seal import seal
from answerback.journal.write import SYSTEM, Subject, write
from answerback.live.hub import Hub, Stream
from answerback.live.reader import Reader
from answerback.live.tickets import Audience, Ticket
from answerback.storage.ids import new_id
from tests.cast import NOON


class House:
    """`now` is the reader's clock; `step` lets it read, then the loop deliver."""

    def __init__(self) -> None:
        self.now = NOON
        self.loop = asyncio.new_event_loop()
        self.hub = Hub(self.loop, lambda: None)
        self.reader = Reader(self.hub, lambda: self.now)

    def open(
        self,
        audience: Audience,
        wallet_id: UUID,
        subject_id: UUID,
        *,
        after: int | None = None,
        nonce: str = "n-1",
    ) -> Stream:
        stream = Stream(Ticket(audience, wallet_id, subject_id, "s-1", 0), nonce, after)
        self.hub.join(stream)
        return stream

    def step(self, *, seconds: float = 0) -> None:
        self.now += timedelta(seconds=seconds)
        self.reader.step()
        self.loop.run_until_complete(asyncio.sleep(0))

    def close(self) -> None:
        self.loop.close()


@dataclass(frozen=True)
class Heard:
    """One server-sent event, read as a browser would."""

    name: str
    data: dict[str, Any]
    id: str


def heard(stream: Stream) -> list[Heard]:
    """What the stream was sent since the last asking; an end is an event of its own."""
    return list(_heard(stream))


def _heard(stream: Stream) -> Iterator[Heard]:
    while not stream.queue.empty():
        message = stream.queue.get_nowait()
        if message is None:
            yield Heard("end", {}, "")
            return
        lines = dict(line.split(": ", 1) for line in message.decode().strip().splitlines())
        yield Heard(lines["event"], json.loads(lines["data"]), lines.get("id", ""))


def happens(
    wallet_id: UUID,
    *,
    at: datetime,
    customer_id: UUID | None = None,
    audience: Told = Told.STAFF,
    kind: str = "callback.planned",
) -> None:
    """One sealed entry of the journal."""
    subject = Subject("callback", new_id())
    write(
        kind,
        wallet_id=wallet_id,
        subject=subject,
        by=SYSTEM,
        at=at,
        customer_id=customer_id,
        audience=audience,
        data={"state": "planned"},
    )
    seal(at=at)
