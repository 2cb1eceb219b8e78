"""What must never happen is a constraint; each is broken here once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from answerback.callbacks.models import Attempt, Callback, Code
from answerback.callbacks.states import State
from answerback.wallets.kinds import Line
from tests.cast import NOON, Cast
from tests.story.acting import arrange


def breaks(change: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change()  # type: ignore[operator]


def an_attempt(cast: Cast, callback: Callback, number: int = 1) -> Attempt:
    return Attempt.objects.create(
        wallet=cast.wallet,
        callback=callback,
        agent=cast.agent,
        number=number,
        line=Line.SIMULATED,
        intended_at=NOON,
    )


def a_code(cast: Cast, attempt: Attempt, number: int, **changes: object) -> Code:
    return Code.objects.create(
        wallet=cast.wallet,
        attempt=attempt,
        number=number,
        sealed="123456",
        made_at=NOON,
        expires_at=NOON,
        **changes,
    )


def test_one_person_is_never_on_two_desks(cast: Cast) -> None:
    first, second = arrange(cast), arrange(cast)
    rows = Callback.objects.for_wallet(cast.wallet)
    rows.filter(id=first.id).update(state=State.OFFERED, agent=cast.agent)

    breaks(lambda: rows.filter(id=second.id).update(state=State.OFFERED, agent=cast.supervisor))


def test_one_agent_never_holds_two_people(cast: Cast) -> None:
    first = arrange(cast)
    second = arrange(cast)
    rows = Callback.objects.for_wallet(cast.wallet)
    rows.filter(id=second.id).update(customer=cast.stranger)
    rows.filter(id=first.id).update(state=State.OFFERED, agent=cast.agent)

    breaks(lambda: rows.filter(id=second.id).update(state=State.OFFERED, agent=cast.agent))


def test_a_held_callback_has_an_agent(cast: Cast) -> None:
    callback = arrange(cast)

    breaks(
        lambda: Callback.objects.for_wallet(cast.wallet).filter(id=callback.id).update(state=State.TALKING)
    )


def test_two_attempts_of_one_callback_never_live_together(cast: Cast) -> None:
    callback = arrange(cast)
    an_attempt(cast, callback)

    breaks(lambda: an_attempt(cast, callback, number=2))


def test_nothing_is_confirmed_before_sound_flows(cast: Cast) -> None:
    attempt = an_attempt(cast, arrange(cast))

    breaks(lambda: Attempt.objects.for_wallet(cast.wallet).filter(id=attempt.id).update(confirmed_at=NOON))


def test_a_leg_has_one_open_code_and_three_at_most(cast: Cast) -> None:
    attempt = an_attempt(cast, arrange(cast))
    a_code(cast, attempt, 1)

    breaks(lambda: a_code(cast, attempt, 2))
    breaks(lambda: a_code(cast, attempt, 4, void_at=NOON))
    breaks(lambda: Code.objects.for_wallet(cast.wallet).update(tries=4))
