"""The one reader of the journal in this process: it keeps the snapshot fresh and feeds the open streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from answerback.callbacks.status import Face, Facts, key_of, status_at
from answerback.journal.kinds import Audience as Told
from answerback.journal.models import Entry
from answerback.journal.read import entries_after, last_seq, oldest_unsealed_at
from answerback.live.hub import Hub, Stream, event
from answerback.live.snapshot import Snapshot
from answerback.live.tickets import Audience
from answerback.live.verdict import judge

BEAT = timedelta(seconds=4)
REPLAY = 500
UNSEALED_FOR = timedelta(seconds=5)


class Reader:
    """`step` is called by one thread, often: at every ring of the journal's bell and at least every second."""

    def __init__(self, hub: Hub, now: Callable[[], datetime]) -> None:
        self._hub = hub
        self._now = now
        self._snapshot = Snapshot()
        self._seq: int | None = None
        self._beat_at: datetime | None = None

    def step(self) -> int:
        """Read what is new and tell it; how many entries."""
        if self._seq is None:
            self._seq = last_seq()
        entries = entries_after(self._seq)
        now = self._now()
        if entries:
            self._seq = entries[-1].seq or self._seq
        waiting = oldest_unsealed_at()
        if len(entries) < REPLAY and (waiting is None or now - waiting < UNSEALED_FOR):
            self._snapshot.caught_up(now)
        self._tell(entries, now)
        self._welcome(now)
        self._heartbeat(now)
        return len(entries)

    def _tell(self, entries: list[Entry], now: datetime) -> None:
        streams = self._hub.streams()
        heard = {stream.ticket.subject_id for stream in streams if stream.ticket.audience is Audience.PORTAL}
        for customer_id in {entry.customer_id for entry in entries} & heard:
            if customer_id is not None:
                self._snapshot.refresh(customer_id, now)
        for stream in streams:
            if stream.welcomed:
                self._pass_on(stream, entries)
                if any(may_hear(stream, entry) for entry in entries):
                    self._verdict(stream, now, only_if_changed=True)

    def _pass_on(self, stream: Stream, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if may_hear(stream, entry):
                self._hub.send(stream, event("entry", told(entry), entry.seq))

    def _welcome(self, now: datetime) -> None:
        for stream in self._hub.streams():
            if not stream.welcomed:
                stream.welcomed = True
                self._hub.send(stream, event("welcome", {"seq": self._seq}, self._seq))
                if stream.after is not None:
                    self._pass_on(stream, entries_after(stream.after, limit=REPLAY))
                self._verdict(stream, now)

    def _heartbeat(self, now: datetime) -> None:
        due = self._beat_at is None or now - self._beat_at >= BEAT
        for stream in self._hub.streams():
            self._verdict(stream, now, only_if_changed=not due)
        if due:
            self._beat_at = now

    def _verdict(self, stream: Stream, now: datetime, *, only_if_changed: bool = False) -> None:
        """Portal streams get a signed verdict, the others a plain beat."""
        if stream.ticket.audience is not Audience.PORTAL:
            if not only_if_changed:
                self._hub.send(stream, event("heartbeat", {"seq": self._seq, "at": int(now.timestamp())}))
            return
        known = self._snapshot.get(stream.ticket.subject_id, now)
        if known is None or known.facts.wallet_id != stream.ticket.wallet_id:
            return
        fresh = self._snapshot.is_fresh(now)
        if only_if_changed and stream.said == _key(known.facts if fresh else None, now):
            return
        stream.said = _key(known.facts if fresh else None, now)
        verdict = judge(
            known.facts,
            fresh=fresh,
            issuer=known.issuer,
            pairwise_id=known.pairwise_id,
            session=stream.ticket.session,
            nonce=stream.nonce,
            seq=self._seq or 0,
            at=now,
        )
        data = {
            "state": verdict.state,
            "leg": verdict.leg.hex if verdict.leg else None,
            "key": stream.said,
            "seq": verdict.seq,
            "iat": verdict.issued,
            "jws": verdict.jws,
        }
        self._hub.send(stream, event("status", data))


def may_hear(stream: Stream, entry: Entry) -> bool:
    """Fan-out filters by wallet and audience before anything is sent."""
    if entry.wallet_id != stream.ticket.wallet_id or entry.audience == Told.AUDIT:
        return False
    if stream.ticket.audience is Audience.PORTAL:
        return entry.audience == Told.CUSTOMER and entry.customer_id == stream.ticket.subject_id
    return True


def told(entry: Entry) -> dict[str, object]:
    """What a page hears of an entry: its kind, its subject and its codes; never a name, never free text."""
    return {
        "kind": entry.kind,
        "subject": str(entry.subject_id),
        "seq": entry.seq,
        "data": entry.data,
        "actor": str(entry.actor_id) if entry.actor_id else None,
        "at": int(entry.at.timestamp()),
    }


def _key(facts: Facts | None, now: datetime) -> str:
    """A short name of what the page shows: it changes when the page must be drawn again."""
    return key_of(status_at(facts, now)) if facts else Face.UNKNOWN.value
