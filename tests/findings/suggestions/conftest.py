from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.findings.hazards.acting import Call


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def call(cast: Cast) -> Call:
    from tests.findings.hazards.acting import Call

    return Call.about(cast, "routine_follow_up")
