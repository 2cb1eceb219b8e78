"""What every node kind answers, whatever its protocol: the vocabulary of `chains.sightings`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, Grant, Permission, Sighting


class Trouble(Exception):
    """A node gave no usable answer. `code` is stable, and never holds what was asked.

    timed_out no_connection status not_json too_large refused limited (asked too often) error (the node's own)
    strange (not the shape documented) wrong_chain not_offered (this node kind cannot tell). `wait_seconds`: how long
    a node that was asked too often wants to be left alone, where it says so.
    """

    def __init__(self, code: str, *, wait_seconds: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.wait_seconds = wait_seconds


class Rpc(Protocol):
    """JSON-RPC 2.0: the `result`. Raises `Trouble`, `RpcError` for the node's own errors."""

    def __call__(self, method: str, *params: object) -> object: ...


class Rest(Protocol):
    """One request; None when the node answers that there is no such thing (404). Raises `Trouble`."""

    def __call__(self, path: str, body: Mapping[str, object] | None = None) -> object | None: ...


TOO_OFTEN = frozenset({429, -32029})
"""What providers answer with when they were asked too often; -32005 is also "too many results", so it is not here."""


class RpcError(Trouble):
    """The node understood and refused. `number` is its JSON-RPC error code; its prose is not kept."""

    def __init__(self, number: int) -> None:
        super().__init__("limited" if number in TOO_OFTEN else "error")
        self.number = number


@dataclass(frozen=True)
class Token:
    """A token on the deployment's list: only these have a name here, for a counterfeit chooses its own."""

    chain: Chain
    contract: str
    symbol: str
    decimals: int


@dataclass(frozen=True)
class Allowed:
    """What holds now of the permissions that an account once gave. `balances`: of the tokens they are about.
    `is_whole`: nothing older, and nothing that did not fit, was left out."""

    permissions: tuple[Permission, ...] = ()
    balances: Mapping[str, int] = field(default_factory=dict)
    is_whole: bool = True


class AllowsInAccount:
    """For the kinds of chain where an account itself names whom it allows what: nothing more is to be read."""

    def allowed(self, address: str, *, clues: tuple[Grant, ...] = ()) -> Allowed:
        return Allowed()


class Node(Protocol):
    """One endpoint. Nothing is believed before `check` has passed."""

    @property
    def chain(self) -> Chain: ...

    @property
    def source(self) -> str: ...

    def check(self) -> None:
        """Raises `Trouble("wrong_chain")` when the node serves another chain than it is set up for."""

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        """What it knows of a transaction; `before` is an earlier sighting, which tells replaced from unknown."""

    def account(self, address: str, *, at: datetime) -> Account:
        """How an address stands, with the permissions that stand in it."""

    def allowed(self, address: str, *, clues: tuple[Grant, ...] = ()) -> Allowed:
        """Allowances that stand in the tokens' contracts: those that the chain's log names, and `clues`."""


Tokens = Mapping[str, Token]
Make = Callable[..., Node]


def known(tokens: Tokens, contract: str) -> tuple[str, int | None]:
    """Symbol and decimals of a listed token; nothing for any other."""
    token = tokens.get(contract)
    return (token.symbol, token.decimals) if token is not None else ("", None)
