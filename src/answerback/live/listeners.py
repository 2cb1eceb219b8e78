"""Who listens for what: the open streams, by customer and by wallet, grouped anew when they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from answerback.journal.models import Entry
from answerback.live.hub import Stream


class Listeners:
    """One grouping of one set of streams."""

    def __init__(self, streams: frozenset[Stream]) -> None:
        self.streams = streams
        self._by_customer: dict[UUID, list[Stream]] = defaultdict(list)
        self._by_wallet: dict[UUID, list[Stream]] = defaultdict(list)
        for stream in streams:
            if stream.ticket.is_a_customers:
                self._by_customer[stream.ticket.subject_id].append(stream)
            else:
                self._by_wallet[stream.ticket.wallet_id].append(stream)
        self.customers = frozenset(self._by_customer)

    def of(self, entry: Entry) -> Iterator[Stream]:
        """The streams that an entry may concern; `reader.may_hear` has the last word."""
        if entry.customer_id is not None:
            yield from self._by_customer.get(entry.customer_id, ())
        if entry.wallet_id is not None:
            yield from self._by_wallet.get(entry.wallet_id, ())
