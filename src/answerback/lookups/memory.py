"""What is remembered of endpoints for some minutes: which have shown that they serve their chain, and which want rest.

One look-up asks the same endpoint about a transaction, an account and its allowances; it is asked only once which
chain it serves. One that says that it was asked too often is not asked again before the time it names, and one that
does not answer costs a look-up its patience once. Nothing that was looked up is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, Grant, Sighting
from answerback.lookups.node import Allowed, Node, Trouble

TRUSTED_SECONDS = 300.0
TIRED = ("limited", "timed_out", "no_connection")
REST_SECONDS, LONGEST_REST_SECONDS = 5.0, 60.0


@dataclass
class Memory:
    """Per process, for any number of threads. `clock`: seconds that never go back."""

    clock: Callable[[], float] = monotonic
    trusted: dict[Hashable, float] = field(default_factory=dict)
    resting: dict[Hashable, tuple[float, str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def trust(self, endpoint: Hashable) -> None:
        with self.lock:
            self.trusted[endpoint] = self.clock() + TRUSTED_SECONDS

    def rest(self, endpoint: Hashable, why: Trouble) -> None:
        """As long as it asks for, within bounds."""
        wanted = REST_SECONDS if why.wait_seconds is None else why.wait_seconds
        with self.lock:
            until = self.clock() + min(max(wanted, 1.0), LONGEST_REST_SECONDS)
            self.resting[endpoint] = until, why.code

    def is_trusted(self, endpoint: Hashable) -> bool:
        with self.lock:
            return self.trusted.get(endpoint, 0.0) > self.clock()

    def why_resting(self, endpoint: Hashable) -> str:
        """The code of the trouble; "" when it may be asked."""
        with self.lock:
            until, why = self.resting.get(endpoint, (0.0, ""))
            return why if until > self.clock() else ""


@dataclass(frozen=True)
class Served:
    """A node, asked no oftener than is needed and than it likes."""

    node: Node
    endpoint: Hashable
    memory: Memory

    @property
    def chain(self) -> Chain:
        return self.node.chain

    @property
    def source(self) -> str:
        return self.node.source

    def check(self) -> None:
        with self.minding():
            if not self.memory.is_trusted(self.endpoint):
                self.node.check()
                self.memory.trust(self.endpoint)

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        with self.minding():
            return self.node.transaction(identifier, at=at, before=before)

    def account(self, address: str, *, at: datetime) -> Account:
        with self.minding():
            return self.node.account(address, at=at)

    def allowed(self, address: str, *, clues: tuple[Grant, ...] = ()) -> Allowed:
        with self.minding():
            return self.node.allowed(address, clues=clues)

    @contextmanager
    def minding(self) -> Iterator[None]:
        why = self.memory.why_resting(self.endpoint)
        if why:
            raise Trouble(why)
        try:
            yield
        except Trouble as trouble:
            if trouble.code in TIRED:
                self.memory.rest(self.endpoint, trouble)
            raise
