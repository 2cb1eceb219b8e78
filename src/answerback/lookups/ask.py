"""Asks the nodes that a wallet has, and compares what two of them say.

An id is sent only to nodes of the chain named. Looking it up on every chain tells every provider about it: that is
`search`, and the caller must have been told to. Nothing here raises for what a node does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, Grant, Sighting, Status
from answerback.lookups.endpoints import Endpoints
from answerback.lookups.merge import merged, united
from answerback.lookups.node import Allowed, Node, Trouble

AT_ONCE = 8
COMPARED = 2
ABSENT = (Status.UNKNOWN, Status.DROPPED, Status.REPLACED)
WORKED = (Status.CONFIRMED, Status.FINAL)
_Answer = TypeVar("_Answer")
Troubles = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Looked:
    """What came of a look-up. `sighting` is None when no node could be asked, or when one says that it worked and the
    other that it failed; `troubles`: (source, code).

    `agree`: whether two nodes said the same (None with fewer than two answers). When they differ the less advanced
    answer is kept, for money is not there before both say so.
    """

    chain: Chain
    sighting: Sighting | None = None
    troubles: Troubles = ()
    agree: bool | None = None


@dataclass(frozen=True)
class Stood:
    """How an account stands by one or two nodes; of two that differ, the warning is kept."""

    chain: Chain
    account: Account | None = None
    troubles: Troubles = ()
    agree: bool | None = None


@dataclass(frozen=True)
class Permitted:
    """What an account allows others, by one or two nodes together."""

    chain: Chain
    allowed: Allowed | None = None
    troubles: Troubles = ()
    agree: bool | None = None


def look_up(
    endpoints: Endpoints,
    wallet_slug: str,
    chain: Chain,
    identifier: str,
    *,
    at: datetime,
    before: Sighting | None = None,
) -> Looked:
    """One id on one chain, from up to two of the wallet's nodes at once."""
    told = compared(
        endpoints.nodes_of(wallet_slug, chain),
        lambda node: node.transaction(identifier, at=at, before=before),
    )
    return Looked(chain, least(told.answers), told.troubles, told.agree(essence))


def search(
    endpoints: Endpoints, wallet_slug: str, chains: Iterable[Chain], identifier: str, *, at: datetime
) -> list[Looked]:
    """The same id on many chains: opt-in, for it tells every provider. In the order given."""
    served = set(endpoints.chains_of(wallet_slug))
    asked = [chain for chain in chains if chain in served]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda chain: look_up(endpoints, wallet_slug, chain, identifier, at=at), asked))


def stand(endpoints: Endpoints, wallet_slug: str, chain: Chain, address: str, *, at: datetime) -> Stood:
    """How an address stands, from up to two of the wallet's nodes at once."""
    told = compared(endpoints.nodes_of(wallet_slug, chain), lambda node: node.account(address, at=at))
    agree = told.agree(lambda one: (one.kind, one.keys_changed, frozenset(one.permissions)))
    return Stood(chain, merged(told.answers), told.troubles, agree)


def permit(
    endpoints: Endpoints, wallet_slug: str, chain: Chain, address: str, *, clues: tuple[Grant, ...] = ()
) -> Permitted:
    """Whom an address allows to take its tokens: by the chain's log, and by `clues` from elsewhere."""
    told = compared(endpoints.nodes_of(wallet_slug, chain), lambda node: node.allowed(address, clues=clues))
    whole = [one for one in told.answers if one.is_whole]
    agree = Told(whole, ()).agree(lambda one: frozenset(one.permissions))
    return Permitted(chain, united(told.answers), told.troubles, agree)


@dataclass(frozen=True)
class Told(Generic[_Answer]):
    """What one or two nodes answered, and why others did not."""

    answers: list[_Answer]
    troubles: Troubles

    def agree(self, told: Callable[[_Answer], object]) -> bool | None:
        if len(self.answers) < COMPARED:
            return None
        return told(self.answers[0]) == told(self.answers[1])


def compared(nodes: list[Node], question: Callable[[Node], _Answer]) -> Told[_Answer]:
    """The first two at once; when neither answers, the others one by one until one does."""
    answers: list[_Answer] = []
    troubles: list[tuple[str, str]] = []
    for some in (nodes[:COMPARED], *([node] for node in nodes[COMPARED:])):
        if answers or not some:
            break
        for answer, trouble in asked_together(some, question):
            answers.extend(answer)
            troubles.extend(trouble)
    return Told(answers, tuple(troubles))


def asked_together(
    nodes: list[Node], question: Callable[[Node], _Answer]
) -> list[tuple[list[_Answer], list[tuple[str, str]]]]:
    def ask(node: Node) -> tuple[list[_Answer], list[tuple[str, str]]]:
        try:
            node.check()
            return [question(node)], []
        except Trouble as trouble:
            return [], [(node.source, trouble.code)]

    if len(nodes) < COMPARED:
        return [ask(node) for node in nodes]
    with ThreadPoolExecutor(len(nodes)) as pool:
        return list(pool.map(ask, nodes))


def least(found: list[Sighting]) -> Sighting | None:
    """The answer that promises least. Absence gives way to sight, for a node may lag: unknown to all, dropped and
    replaced to whoever has it. None when one says that it failed and the other that it worked: nobody is believed."""
    seen = [one for one in found if one.status not in ABSENT]
    if {one.status for one in seen} & {Status.FAILED} and {one.status for one in seen} & set(WORKED):
        return None
    gone = [one for one in found if one.status is not Status.UNKNOWN]
    order = list(Status)
    return min(seen or gone or found, key=lambda one: order.index(one.status), default=None)


def essence(sighting: Sighting) -> tuple[str, list[tuple[str, str, int]]]:
    """What two nodes must say alike: what became of it, and whom it paid. One may count a block more than the other, so
    that it is final for one and confirmed for the other."""
    moves = [(move.recipient, move.token, move.amount) for move in sighting.transfers]
    return ("worked" if sighting.status in WORKED else sighting.status), moves
