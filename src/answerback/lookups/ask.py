"""Asks the nodes that a wallet has, and compares what two of them say.

An id is sent only to nodes of the chain named. Looking it up on every chain tells every provider about it: that is
`search`, and the caller must have been told to.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, Sighting, Status
from answerback.lookups.endpoints import Endpoints
from answerback.lookups.node import Node, Trouble

AT_ONCE = 8
ABSENT = (Status.UNKNOWN, Status.DROPPED, Status.REPLACED)
WORKED = (Status.CONFIRMED, Status.FINAL)


@dataclass(frozen=True)
class Looked:
    """What came of a look-up. `sighting` is None when no node could be asked; `troubles`: (source, code).

    `agree`: whether two nodes said the same (None with fewer than two answers). When they differ the less advanced
    answer is kept, for money is not there before both say so.
    """

    chain: Chain
    sighting: Sighting | None = None
    troubles: tuple[tuple[str, str], ...] = ()
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
    """One id on one chain, from up to two of the wallet's nodes at once. Never raises for what a node does."""
    found: list[Sighting] = []
    troubles: list[tuple[str, str]] = []
    nodes = endpoints.nodes_of(wallet_slug, chain)
    for answer in asked_together(nodes[:2], identifier, at=at, before=before):
        if isinstance(answer, Sighting):
            found.append(answer)
        else:
            troubles.append(answer)
    if not found and len(nodes) > 2:
        for answer in asked_together(nodes[2:], identifier, at=at, before=before):
            if isinstance(answer, Sighting):
                found.append(answer)
                break
            troubles.append(answer)
    agree = (
        None if len(found) < 2 else (found[0].status, moves(found[0])) == (found[1].status, moves(found[1]))
    )
    return Looked(chain, least(found), tuple(troubles), agree)


def search(
    endpoints: Endpoints, wallet_slug: str, chains: Iterable[Chain], identifier: str, *, at: datetime
) -> list[Looked]:
    """The same id on many chains: opt-in, for it tells every provider. In the order given."""
    served = set(endpoints.chains_of(wallet_slug))
    asked = [chain for chain in chains if chain in served]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda chain: look_up(endpoints, wallet_slug, chain, identifier, at=at), asked))


def account(
    endpoints: Endpoints, wallet_slug: str, chain: Chain, address: str, *, at: datetime
) -> tuple[Account | None, tuple[tuple[str, str], ...]]:
    """How an address stands, from the first node that can tell."""
    troubles: list[tuple[str, str]] = []
    for node in endpoints.nodes_of(wallet_slug, chain):
        try:
            node.check()
            return node.account(address, at=at), tuple(troubles)
        except Trouble as trouble:
            troubles.append((node.source, trouble.code))
    return None, tuple(troubles)


def asked_together(
    nodes: list[Node], identifier: str, *, at: datetime, before: Sighting | None
) -> list[Sighting | tuple[str, str]]:
    def ask(node: Node) -> Sighting | tuple[str, str]:
        try:
            node.check()
            return node.transaction(identifier, at=at, before=before)
        except Trouble as trouble:
            return node.source, trouble.code

    if len(nodes) < 2:
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


def moves(sighting: Sighting) -> list[tuple[str, str, int]]:
    return [(move.recipient, move.token, move.amount) for move in sighting.transfers]
