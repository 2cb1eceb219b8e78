"""STYLE habit 6: the network is touched after commit, or the test fails."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest


class ConnectedInTransactionError(AssertionError):
    """Code under test touched the network while a database transaction was open."""


def transaction_is_open() -> bool:
    """Whether this thread is inside an `atomic()`; the wrapper that a test itself runs in does not count."""
    from django.db import connections

    return any(
        not block._from_testcase
        for connection in connections.all(initialized_only=True)
        for block in connection.atomic_blocks
    )


def _guarded(true: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: object) -> Any:
        if transaction_is_open():
            raise ConnectedInTransactionError(f"connect({address!r}) while a transaction is open")
        return true(self, address)

    return connect


@pytest.fixture(autouse=True)
def no_network_inside_a_transaction(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Watches `connect` and `connect_ex` for the length of each test."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    yield
