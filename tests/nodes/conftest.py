from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.nodes.anvil import Anvil
    from tests.nodes.bitcoin import Bitcoin


@pytest.fixture
def anvil() -> Iterator[Anvil]:
    from tests.nodes.anvil import running

    with running() as node:
        yield node


@pytest.fixture(scope="module")
def bitcoin_node() -> Iterator[Bitcoin]:
    """One node for the file: its hundred first blocks take a while."""
    from tests.nodes.bitcoin import running

    with running() as node:
        yield node


@pytest.fixture
def unindexed() -> Iterator[Bitcoin]:
    """A node that keeps no index of all transactions, as most do."""
    from tests.nodes.bitcoin import running

    with running(has_index=False) as node:
        yield node


@pytest.fixture
def bitcoin(bitcoin_node: Bitcoin) -> Bitcoin:
    """With a coin to spend, whatever an earlier test left waiting: a wallet spends no change of a replacement."""
    bitcoin_node.mine()
    return bitcoin_node
