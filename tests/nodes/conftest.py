from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.nodes.anvil import Anvil


@pytest.fixture
def anvil() -> Iterator[Anvil]:
    from tests.nodes.anvil import running

    with running() as node:
        yield node
