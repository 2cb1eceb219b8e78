"""While an unproven call may be on the user's line, nothing is approved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.callbacks import dial, offer, prove
from answerback.callbacks.cool_off import UnprovenCall, cools_off, refuse_while_unproven
from answerback.callbacks.queries import live_attempt
from tests.cast import Cast, make_cast
from tests.story.acting import Clock, arrange


def test_connected_call_cools_off_until_it_is_proven(cast: Cast, clock: Clock) -> None:
    arrange(cast)
    clock.passes(1)
    before = cools_off(cast.customer, at=clock.now)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(4)
    attempt = live_attempt(callback)
    assert attempt is not None
    with pytest.raises(UnprovenCall) as refused:
        refuse_while_unproven(cast.customer, at=clock.now)

    prove.check(
        attempt,
        prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now).sealed,
        by=cast.user,
        at=clock.now,
    )
    refuse_while_unproven(cast.customer, at=clock.now)

    assert (before, refused.value.retry_at) == (False, None)


@pytest.mark.django_db
def test_busy_line_cools_off_for_fifteen_minutes_and_says_until_when(clock: Clock) -> None:
    cast = make_cast(number="+8617000000002")  # the simulated phone that is busy
    arrange(cast)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(4)

    with pytest.raises(UnprovenCall) as refused:
        refuse_while_unproven(cast.customer, at=clock.now)

    until = refused.value.retry_at
    assert until is not None and timedelta(minutes=14) < until - clock.now <= timedelta(minutes=15)
    assert cools_off(cast.customer, at=until) is False
