"""Which nodes a deployment asks, from one TOML file (`ANSWERBACK_NODES_FILE`).

    [[node]]
    chain = "ethereum"
    kind = "evm"                       # evm bitcoin-core esplora blockbook solana tron aptos sidecar eos hyperion
    url = "http://127.0.0.1:8545"
    wallets = ["lanyue"]               # left out: every wallet
    headers = { "x-api-key" = "…" }

    [[token]]
    chain = "ethereum"
    contract = "0xdac17f958d2ee523a2206206994597c13d831ec7"
    symbol = "USDT"
    decimals = 6

Without the file nothing is asked and every answer says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from answerback.chains.kinds import Chain
from answerback.lookups.aptos import AptosNode
from answerback.lookups.bitcoin import BlockbookNode, CoreNode, EsploraNode
from answerback.lookups.eos import EosNode, HyperionNode
from answerback.lookups.evm import EvmNode
from answerback.lookups.http import Http
from answerback.lookups.memory import Memory, Served
from answerback.lookups.node import Node, Token, Tokens
from answerback.lookups.solana import SolanaNode
from answerback.lookups.substrate import SidecarNode
from answerback.lookups.tron import TronNode

EVM = frozenset(["ethereum", "bsc", "polygon", "oktc", "xlayer", "arbitrum", "optimism", "base"])


class WrongEndpoints(ValueError):
    """The file cannot be used. `what` names the entry and the fault, never a key."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Endpoint:
    """One entry. `wallets` empty: for every wallet."""

    chain: Chain
    kind: str
    url: str
    wallets: frozenset[str] = frozenset()
    headers: tuple[tuple[str, str], ...] = ()
    network: str = "main"
    place: str = "asset-hub"


@dataclass(frozen=True)
class Endpoints:
    """`memory`: what is known of these endpoints for some minutes."""

    nodes: tuple[Endpoint, ...] = ()
    tokens: tuple[Token, ...] = ()
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    def nodes_of(self, wallet_slug: str, chain: Chain) -> list[Node]:
        """What this wallet may ask about a chain, in the order of the file."""
        fitting = (
            one
            for one in self.nodes
            if one.chain is chain and (not one.wallets or wallet_slug in one.wallets)
        )
        return [Served(made(one, self.tokens_of(chain)), one, self.memory) for one in fitting]

    def chains_of(self, wallet_slug: str) -> list[Chain]:
        served = {one.chain for one in self.nodes if not one.wallets or wallet_slug in one.wallets}
        return [chain for chain in Chain if chain in served]

    def tokens_of(self, chain: Chain) -> Tokens:
        return {token.contract: token for token in self.tokens if token.chain is chain}


def is_missing_eos(status: int, body: object) -> bool:
    """nodeos answers 500 for an account or a transaction that is not there (0: unknown key, 3040011 …)."""
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return status == 404 or (status == 500 and code in (0, 3_010_001, 3_040_011, 3_060_002, 3_100_010))


def is_missing_blockbook(status: int, body: object) -> bool:
    """Blockbook answers 400 "Transaction … not found"."""
    told = body.get("error") if isinstance(body, dict) else None
    return status == 404 or (status == 400 and isinstance(told, str) and "not found" in told.lower())


def is_missing_sidecar(status: int, body: object) -> bool:
    """Sidecar answers 400 for a block that is not yet there and for a place the block does not have."""
    told = body.get("message") or body.get("error") if isinstance(body, dict) else None
    words = ("does not exist", "larger than the current largest")
    return status == 404 or (status == 400 and isinstance(told, str) and any(word in told for word in words))


MAKERS: Mapping[str, Callable[[Endpoint, Http, Tokens], Node]] = {
    "evm": lambda end, http, tokens: EvmNode(end.chain, http.rpc, tokens),
    "bitcoin-core": lambda end, http, tokens: CoreNode(http.rpc, end.network),
    "esplora": lambda end, http, tokens: EsploraNode(http.rest),
    "blockbook": lambda end, http, tokens: BlockbookNode(http.rest),
    "solana": lambda end, http, tokens: SolanaNode(http.rpc, tokens),
    "tron": lambda end, http, tokens: TronNode(http.rest, tokens),
    "aptos": lambda end, http, tokens: AptosNode(http.rest, tokens),
    "sidecar": lambda end, http, tokens: SidecarNode(end.chain, http.rest, end.place, tokens),
    "eos": lambda end, http, tokens: EosNode(http.rest, tokens),
    "hyperion": lambda end, http, tokens: HyperionNode(http.rest, tokens),
}
CHAINS_OF = {
    "evm": EVM,
    **dict.fromkeys(("bitcoin-core", "esplora", "blockbook"), frozenset({"bitcoin"})),
    **{name: frozenset({name}) for name in ("solana", "tron", "aptos", "eos")},
    "hyperion": frozenset({"eos"}),
    "sidecar": frozenset({"polkadot", "kusama"}),
}
MISSING = {
    "eos": is_missing_eos,
    "hyperion": is_missing_eos,
    "blockbook": is_missing_blockbook,
    "sidecar": is_missing_sidecar,
}


def made(endpoint: Endpoint, tokens: Tokens) -> Node:
    """The node behind an endpoint; nothing is asked yet."""
    http = Http(endpoint.url, dict(endpoint.headers))
    if endpoint.kind in MISSING:
        http = Http(endpoint.url, dict(endpoint.headers), is_missing=MISSING[endpoint.kind])
    return MAKERS[endpoint.kind](endpoint, http, tokens)


def read(path: Path) -> Endpoints:
    """Raises `WrongEndpoints`."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise WrongEndpoints(f"{path.name}: {type(wrong).__name__}") from None
    unknown = set(found) - {"node", "token"}
    if unknown:
        raise WrongEndpoints(f"{path.name}: {min(unknown)}")
    return Endpoints(
        tuple(endpoint(place, entry) for place, entry in enumerate(entries(found, "node"), start=1)),
        tuple(token(place, entry) for place, entry in enumerate(entries(found, "token"), start=1)),
    )


def entries(found: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    given = found.get(name, [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise WrongEndpoints(name)
    return given


def endpoint(place: int, entry: Mapping[str, object]) -> Endpoint:
    kind, chain, url = (str(entry.get(name, "")) for name in ("kind", "chain", "url"))
    if chain not in CHAINS_OF.get(kind, ()):
        raise WrongEndpoints(f"node {place}: chain, kind")
    if not url.startswith(("http://", "https://")):
        raise WrongEndpoints(f"node {place}: url")
    wallets, headers = entry.get("wallets", []), entry.get("headers", {})
    if not isinstance(wallets, list) or not isinstance(headers, dict):
        raise WrongEndpoints(f"node {place}: wallets, headers")
    return Endpoint(
        Chain(chain),
        kind,
        url,
        frozenset(map(str, wallets)),
        tuple((str(name), str(value)) for name, value in headers.items()),
        str(entry.get("network", "main")),
        str(entry.get("place", "asset-hub")),
    )


def token(place: int, entry: Mapping[str, object]) -> Token:
    chain, contract, symbol = (str(entry.get(name, "")) for name in ("chain", "contract", "symbol"))
    decimals = entry.get("decimals")
    if chain not in list(Chain) or not contract or not symbol or not isinstance(decimals, int):
        raise WrongEndpoints(f"token {place}")
    kept = contract.lower() if chain in EVM else contract
    return Token(Chain(chain), kept, symbol, decimals)
