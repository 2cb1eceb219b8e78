"""The cast at the console: 韩梅梅 leads, 林涛 administers, 安娜 measures; and a second wallet that nobody here sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.console.cast import House


@pytest.fixture
def house(db: None, settings: object) -> House:
    from tests.console.cast import make_house

    settings.DEMO = True  # type: ignore[attr-defined]
    return make_house()
