"""The one table: every pair of states is walked, and of two racing moves one loses."""

from __future__ import annotations

import itertools

import pytest

from answerback.callbacks.models import Callback
from answerback.callbacks.states import LEASED, MOVES, TERMINAL, LostRace, State, move
from answerback.journal.write import SYSTEM
from tests.cast import NOON, Cast
from tests.story.acting import arrange


def standing_at(cast: Cast, state: State) -> Callback:
    callback = arrange(cast)
    agent = cast.agent if state in LEASED else None
    Callback.objects.for_wallet(cast.wallet).filter(id=callback.id).update(state=state, agent=agent)
    return Callback.objects.for_wallet(cast.wallet).get(id=callback.id)


@pytest.mark.parametrize(("was", "to"), list(itertools.product(State, State)))
def test_move_happens_exactly_where_the_table_allows_it(cast: Cast, was: State, to: State) -> None:
    callback = standing_at(cast, was)
    changes = {"agent": cast.agent} if to in LEASED else {}

    if to in MOVES[was]:
        move(callback, to, by=SYSTEM, at=NOON, **changes)
    else:
        with pytest.raises(LostRace):
            move(callback, to, by=SYSTEM, at=NOON, **changes)

    expected = to if to in MOVES[was] else was
    assert Callback.objects.for_wallet(cast.wallet).get(id=callback.id).state == expected


def test_terminal_states_lead_nowhere() -> None:
    assert {state for state in State if not MOVES[state]} == TERMINAL


def test_of_two_racing_moves_the_second_loses_cleanly(cast: Cast) -> None:
    first = standing_at(cast, State.PLANNED)
    second = Callback.objects.for_wallet(cast.wallet).get(id=first.id)

    move(first, State.OFFERED, by=SYSTEM, at=NOON, agent=cast.agent)

    with pytest.raises(LostRace):
        move(second, State.OFFERED, by=SYSTEM, at=NOON, agent=cast.supervisor)
    row = Callback.objects.for_wallet(cast.wallet).get(id=first.id)
    assert (row.agent_id, row.fence) == (cast.agent.id, 1)
