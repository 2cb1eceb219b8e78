from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Committed by the tests that ask for a transaction: a look-up may not happen inside one."""
    from tests.cast import make_cast

    return make_cast()
