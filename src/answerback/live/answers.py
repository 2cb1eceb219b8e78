"""What the event loop may take from the reader's work: verdicts at once, from memory, without a database or a wait.

Everything here is put in whole by the reader's thread, never changed in place; the loop only looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from answerback.callbacks.status import Face, Facts, key_of, status_at
from answerback.journal.models import Entry
from answerback.keys.opened import OpenedKey
from answerback.keys.purposes import Purpose
from answerback.keys.ring import Ring, ring
from answerback.live.snapshot import Known, Snapshot
from answerback.live.tickets import LIVES_SECONDS, Ticket
from answerback.live.verdict import judge

ENDINGS = frozenset({"portal_session.ended", "status_session.ended"})
REMEMBERED = timedelta(seconds=2 * LIVES_SECONDS)  # longer than any ticket of an ended session lives


class Answers:
    """Of one process; written by its reader, asked by its live handler."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._seq: int | None = None
        self._signers: dict[UUID, Ring] = {}
        self._left: dict[tuple[UUID | None, UUID | None, str], datetime] = {}
        self.ticket_keys: Ring | None = None

    def verdict(self, ticket: Ticket, nonce: str, now: datetime) -> dict[str, object] | None:
        """The verdict for a customer whom the snapshot holds; None when the reader must read him first."""
        known = self._snapshot.peek(ticket.subject_id, now)
        signers = self._signers.get(ticket.wallet_id)
        if known is None or signers is None or self._seq is None or known.facts.wallet_id != ticket.wallet_id:
            return None
        fresh = self._snapshot.is_fresh(now)
        return signed(known, ticket, nonce, fresh=fresh, seq=self._seq, now=now, key=signers.current(now))

    def has_left(self, ticket: Ticket) -> bool:
        """Whether the ticket's session has ended since it was minted."""
        return (ticket.wallet_id, ticket.subject_id, ticket.session) in self._left

    def stand_at(self, seq: int | None) -> None:
        """The snapshot holds what the journal says up to here."""
        self._seq = seq

    def hold_keys(self) -> None:
        """In the reader's thread, which may read the database: the keys of tickets and of every wallet held."""
        self.ticket_keys = ring(Purpose.TICKET, None)
        self._signers = {wallet: ring(Purpose.STATUS, wallet) for wallet in self._snapshot.wallets()}

    def note_endings(self, entries: Iterable[Entry], now: datetime) -> None:
        """Remember which sessions have ended for as long as a ticket of theirs may live."""
        ended = {
            (entry.wallet_id, entry.customer_id, entry.subject_id.hex): entry.at
            for entry in entries
            if entry.kind in ENDINGS
        }
        if ended or self._left:
            kept = {one: at for one, at in self._left.items() if now - at < REMEMBERED}
            self._left = kept | ended


def endings_since(at: datetime) -> Iterable[Entry]:
    """What a process that starts must know of tickets minted before it did."""
    # every wallet: the entry names its own, and so does the ticket.
    return Entry.objects.filter(kind__in=ENDINGS, at__gte=at - REMEMBERED)


def signed(
    known: Known,
    ticket: Ticket,
    nonce: str,
    *,
    fresh: bool,
    seq: int,
    now: datetime,
    key: OpenedKey | None = None,
) -> dict[str, object]:
    """A verdict as streams and `/live/status` tell it. With `key` in hand it touches no database."""
    verdict = judge(
        known.facts,
        fresh=fresh,
        issuer=known.issuer,
        pairwise_id=known.pairwise_id,
        session=ticket.session,
        nonce=nonce,
        seq=seq,
        at=now,
        key=key,
    )
    return {
        "state": verdict.state,
        "leg": verdict.leg.hex if verdict.leg else None,
        "key": verdict.drawn,
        "seq": verdict.seq,
        "iat": verdict.issued,
        "jws": verdict.jws,
    }


def name_of(facts: Facts | None, now: datetime) -> str:
    """A short name of what the page shows: it changes when the page must be drawn again."""
    return key_of(status_at(facts, now)) if facts else Face.UNKNOWN.value
