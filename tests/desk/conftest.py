"""李雷 at his desk, in the demo's way of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk.acting import Desk


@pytest.fixture
def desk(db: None, settings: object) -> Desk:
    from tests.desk.acting import make_desk

    settings.DEMO = True  # type: ignore[attr-defined]
    return make_desk()
