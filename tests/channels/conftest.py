from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.channels.cast import Registry


@pytest.fixture
def registry(db: None) -> Registry:
    from tests.channels.cast import make_registry

    return make_registry()
