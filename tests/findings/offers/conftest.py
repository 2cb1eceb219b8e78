from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.findings.offers.acting import House


@pytest.fixture
def house(db: None) -> House:
    from tests.findings.offers.acting import make_house

    return make_house()
