"""The one reader of the journal in this process: it keeps the snapshot fresh and feeds the open streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import cycle

from answerback.journal.kinds import Audience as Told
from answerback.journal.models import Entry
from answerback.journal.read import entries_after, last_seq, oldest_unsealed_at
from answerback.live.answers import ENDINGS, Answers, endings_since, name_of, signed
from answerback.live.hub import Hub, Stream, event
from answerback.live.listeners import Listeners
from answerback.live.snapshot import Snapshot
from answerback.live.tickets import Audience

BEAT = timedelta(seconds=4)
TURNS = 8  # streams that came together do not beat together
LOOK = timedelta(seconds=1)
AT_ONCE = 500
REPLAY = 500
FOR_THE_LINE = frozenset({"attempt.placed", "leg.signalled"})
UNSEALED_FOR = timedelta(seconds=5)
BETWEEN_TWO = "quality."
"""Whose call was scored how, and by whom, is between scorer and agent: every desk of the wallet would hear it."""


class Reader:
    """`step` is called by one thread, often: at every ring of the journal's bell and at least every half second.

    What an entry costs depends on who listens for its customer and its wallet, not on how many streams are open.
    """

    def __init__(self, hub: Hub, now: Callable[[], datetime]) -> None:
        self._hub = hub
        self._now = now
        self._snapshot = Snapshot()
        self.answers = Answers(self._snapshot)
        self._listeners = Listeners(frozenset())
        self._seq: int | None = None
        self._turns = cycle(BEAT * turn / TURNS for turn in range(1, TURNS + 1))
        self._looked_at: datetime | None = None

    def step(self) -> int:
        """Read what is new and tell it; how many entries."""
        now = self._now()
        if self._seq is None:
            self._seq = last_seq()
            self.answers.note_endings(endings_since(now), now)
        entries = entries_after(self._seq, limit=AT_ONCE)
        if entries:
            self._seq = entries[-1].seq or self._seq
        waiting = oldest_unsealed_at()
        if len(entries) < AT_ONCE and (waiting is None or now - waiting < UNSEALED_FOR):
            self._snapshot.caught_up(now)
        self._look_who_listens()
        self.answers.note_endings(entries, now)
        self._tell(entries, now)
        self.answers.stand_at(self._seq)
        self._welcome(now)
        self._let_time_pass(now)
        return len(entries)

    def _look_who_listens(self) -> None:
        streams = self._hub.streams()
        if streams is not self._listeners.streams:
            self._listeners = Listeners(streams)

    def is_fresh(self, now: datetime) -> bool:
        """Whether verdicts given now may say anything but *unknown*."""
        return self._snapshot.is_fresh(now)

    def _tell(self, entries: list[Entry], now: datetime) -> None:
        for customer_id in {entry.customer_id for entry in entries}:
            if customer_id and (
                customer_id in self._listeners.customers or self._snapshot.holds(customer_id)
            ):
                self._snapshot.refresh(customer_id, now)
        for entry in entries:
            for stream in self._listeners.of(entry):
                self._pass_on(stream, entry)
        for stream in {stream for entry in entries for stream in self._listeners.of(entry)}:
            self._verdict(stream, now, only_if_changed=True)

    def _pass_on(self, stream: Stream, entry: Entry) -> None:
        if ends(stream, entry):
            self._hub.end(stream)
        if stream.welcomed and may_hear(stream, entry):
            self._hub.send(stream, event("entry", told(entry, stream), entry.seq))

    def _welcome(self, now: datetime) -> None:
        for stream in self._listeners.streams:
            if not stream.welcomed:
                stream.welcomed = True
                stream.beats_at = now + next(self._turns)
                if self.answers.has_left(stream.ticket):
                    self._hub.end(stream)
                    continue
                self._hub.send(stream, event("welcome", {"seq": self._seq}, self._seq))
                for entry in self._missed(stream):
                    self._pass_on(stream, entry)
                self._verdict(stream, now)

    def _missed(self, stream: Stream) -> Iterable[Entry]:
        """What this stream did not hear since it was cut off, up to where everybody stands; its own wallet's only.

        After a longer absence the page is drawn anew by the welcome, so the oldest need not be told one by one.
        """
        if stream.after is None or self._seq is None:
            return ()
        rows = Entry.objects.filter(
            wallet_id=stream.ticket.wallet_id, seq__gt=stream.after, seq__lte=self._seq
        )
        if stream.ticket.is_a_customers:
            rows = rows.filter(customer_id=stream.ticket.subject_id)
        return reversed(rows.order_by("-seq")[:REPLAY])

    def _let_time_pass(self, now: datetime) -> None:
        """Time alone changes faces (once a second is soon enough), and every stream beats, each in its own turn."""
        looks = self._looked_at is None or now - self._looked_at >= LOOK
        if looks:
            self._looked_at = now
            self._snapshot.keep_only(self._listeners.customers, now)
            self.answers.hold_keys()
        for stream in self._listeners.streams:
            due = stream.beats_at is not None and now >= stream.beats_at
            if due:
                stream.beats_at = now + BEAT
            if due or looks:
                self._verdict(stream, now, only_if_changed=not due)

    def _verdict(self, stream: Stream, now: datetime, *, only_if_changed: bool = False) -> None:
        """Portal streams get a signed verdict, the others a plain beat."""
        if not stream.ticket.is_a_customers:
            if not only_if_changed:
                self._hub.send(stream, event("heartbeat", {"seq": self._seq, "at": int(now.timestamp())}))
            return
        known = self._snapshot.get(stream.ticket.subject_id, now)
        if known is None or known.facts.wallet_id != stream.ticket.wallet_id:
            self._hub.end(stream)  # erased, or never his: a ticket of before opens nothing
            return
        fresh = self._snapshot.is_fresh(now)
        key = name_of(known.facts if fresh else None, now)
        if only_if_changed and stream.said == key:
            return
        stream.said = key
        verdict = signed(known, stream.ticket, stream.nonce, fresh=fresh, seq=self._seq or 0, now=now)
        self._hub.send(stream, event("status", verdict))


def may_hear(stream: Stream, entry: Entry) -> bool:
    """Fan-out filters by wallet and audience before anything is sent."""
    if entry.wallet_id != stream.ticket.wallet_id or entry.audience == Told.AUDIT:
        return False
    if stream.ticket.audience is Audience.APP:
        return False  # an app gets verdicts; what the line does is the portal's to know
    if stream.ticket.audience is Audience.PORTAL:
        return entry.audience == Told.CUSTOMER and entry.customer_id == stream.ticket.subject_id
    return not entry.kind.startswith(BETWEEN_TWO)


def ends(stream: Stream, entry: Entry) -> bool:
    """Whether the entry takes away the reader's leave: he left, or the person is forgotten."""
    if entry.kind in ENDINGS:
        return entry.subject_id.hex == stream.ticket.session
    return entry.kind == "customer.erased" and entry.customer_id == stream.ticket.subject_id


def told(entry: Entry, stream: Stream) -> dict[str, object]:
    """What a page hears of an entry: its kind, its subject and its codes; never a name, never free text.

    The customer's own page hears the codes of its call's line only: not who acted, not what staff decided.
    """
    said: dict[str, object] = {"kind": entry.kind, "subject": str(entry.subject_id), "seq": entry.seq}
    if stream.ticket.audience is Audience.PORTAL:
        return said | {"data": entry.data if entry.kind in FOR_THE_LINE else {}}
    actor = str(entry.actor_id) if entry.actor_id else None
    return said | {"data": entry.data, "actor": actor, "at": int(entry.at.timestamp())}
