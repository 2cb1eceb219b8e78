from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from answerback.callbacks.models import Attempt
    from tests.cast import Cast
    from tests.story.acting import Clock


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def clock() -> Clock:
    from tests.story.acting import Clock

    return Clock()


@pytest.fixture
def connected(cast: Cast, clock: Clock) -> Callable[..., Attempt]:
    """A call that was answered and in which sound flows; nobody has typed the code yet."""
    from answerback.callbacks import dial, offer
    from answerback.callbacks.queries import live_attempt
    from answerback.conversations.install import install_guides
    from answerback.journal.write import SYSTEM
    from tests.story.acting import arrange

    def rings(*, with_guides: bool = False, **changes: object) -> Attempt:
        if with_guides:
            install_guides(cast.wallet, by=SYSTEM, at=clock.now)
        arrange(cast, **changes)
        clock.passes(1)
        callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
        dial.dial(callback, by=cast.li_lei, at=clock.now)
        clock.passes(4)
        attempt = live_attempt(callback)
        assert attempt is not None and attempt.media_at is not None
        return attempt

    return rings


@pytest.fixture
def confirmed(cast: Cast, clock: Clock, connected: Callable[..., Attempt]) -> Callable[..., Attempt]:
    """The same, and the customer has typed the code."""
    from answerback.callbacks import prove

    def rings(**changes: object) -> Attempt:
        attempt = connected(**changes)
        code = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now)
        prove.check(attempt, code.sealed, by=cast.user, at=clock.now)
        return attempt

    return rings
