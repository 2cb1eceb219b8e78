"""While a restored system waits for its confirmation the lines place nothing and the loops send nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from answerback.callbacks import dial, offer
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.states import AttemptState, State
from answerback.journal.write import SYSTEM
from answerback.ops import hold, lines, work
from answerback.ops.restored import end_what_was_under_way, under_way
from answerback.telephony.models import Leg
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import DeliveryAttempt
from tests.cast import Cast, make_cast
from tests.story.acting import Clock, arrange


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def held() -> Iterator[None]:
    hold.hold()
    yield
    hold.path().unlink(missing_ok=True)


def test_what_was_intended_is_not_rung_while_held_and_is_ended_by_the_confirmation(
    cast: Cast, held: None
) -> None:
    clock = Clock()
    arrange(cast)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    assert callback is not None
    dial.dial(callback, by=cast.li_lei, at=clock.now)

    clock.passes(5)
    assert Leg.objects.for_wallet(cast.wallet).count() == 0
    assert len(under_way()) == 2

    assert end_what_was_under_way(at=clock.now) == 1
    hold.path().unlink()
    clock.passes(3)
    attempt = Attempt.objects.for_wallet(cast.wallet).get()
    assert (attempt.state, Leg.objects.for_wallet(cast.wallet).count()) == (AttemptState.ENDED, 0)
    assert Callback.objects.for_wallet(cast.wallet).get().state == State.PLANNED
    assert end_what_was_under_way(at=clock.now) == 0


def test_nothing_is_promoted_taken_in_or_sent_while_held(cast: Cast, held: None) -> None:
    add_endpoint(cast.wallet, url="https://backend.lanyue.test/hooks", by=SYSTEM, at=Clock().now)
    arrange(cast)
    later = Clock().now + timedelta(minutes=5)

    assert [work.promoting(later), work.delivering(later), work.taking_in(later)] == [0, 0, 0]
    assert lines.place_intended(later) == 0
    assert DeliveryAttempt.objects.for_wallet(cast.wallet).count() == 0
    assert Callback.objects.for_wallet(cast.wallet).get().ready_at is None
