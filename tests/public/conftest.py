from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from answerback.live.limits import Limits


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Limits]:
    """Buckets of this test's own: what others asked a moment ago does not count."""
    from answerback.live.limits import Limits
    from answerback.public import reporting, views

    limits = Limits(clock=lambda: 0.0)
    monkeypatch.setattr(views, "LIMITS", limits)
    monkeypatch.setattr(reporting, "LIMITS", limits)
    yield limits
