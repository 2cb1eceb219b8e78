"""The pacer as any simulator drives it: never more than idle agents without an allowance, the cap at every moment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.pacing.adapter import Pacer
from answerback.pacing.kinds import Expected, Why
from answerback.pacing.simulation.peers import RULES
from answerback.pacing.simulation.shift import Result, Shift
from answerback.pacing.simulation.worlds import WORLDS

AGENTS = st.lists(
    st.tuples(st.sampled_from(["idle", "talk", "wrap"]), st.floats(-3600, 0)), min_size=0, max_size=30
)
LINES = st.lists(st.tuples(st.floats(-60, 0), st.sampled_from(["ringing", "waiting"])), max_size=60)
RIGHT = {"answer_rate": 0.35, "ring_s": 12.0, "talk_s": 150.0, "wrap_s": 30.0}
WRONG = (
    {"answer_rate": 0.9, "ring_s": 3.0, "talk_s": 20.0, "wrap_s": 2.0},
    {"answer_rate": 0.05, "ring_s": 40.0, "talk_s": 900.0, "wrap_s": 300.0},
)


def played(world: str, agents: int, *, cap: float, expected: dict[str, float], hours: float = 4.0) -> Result:
    shift = replace(WORLDS[world], shift_s=hours * 3600)
    return Shift(shift, Pacer(cap=cap, expected=expected), agents=agents, seed=7).play()


def taught(cap: float) -> Pacer:
    """One that has seen twenty calls of two minutes and half a minute of wrap-up; a third of the lines answered."""
    pacer = Pacer(cap=cap, expected=RIGHT)
    for call in range(20):
        at = 200.0 * call
        pacer.tick(
            at, [("talk", at)], [], [(at, "live", at - 10), (at, "dead", at - 30), (at, "dead", at - 30)]
        )
        pacer.tick(at + 120, [("wrap", at + 120)], [], [])
        pacer.tick(at + 150, [("idle", at + 150)], [], [])
    return pacer


@given(AGENTS, LINES)
@settings(max_examples=200, deadline=None)
def test_pacer_whose_cap_is_nothing_never_dials_more_than_idle_agents(agents, lines):
    idle = sum(state == "idle" for state, _ in agents)

    assert Pacer(cap=0.0).tick(0.0, agents, lines, []) == max(0, idle - len(lines))


@given(AGENTS, LINES, st.floats(0, 1), st.dictionaries(st.sampled_from(list(RIGHT)), st.floats()))
@settings(max_examples=200, deadline=None)
def test_pacer_answers_any_state_with_a_bounded_number(agents, lines, cap, expected):
    wanted = Pacer(cap=cap, expected=expected).tick(0.0, agents, lines, [])

    assert 0 <= wanted <= 100 * len(agents) + 10


def test_pacer_dials_nothing_without_agents():
    assert Pacer().tick(0.0, [], [], []) == 0


def test_pacer_that_has_lost_its_allowance_dials_one_line_an_idle_agent():
    pacer = taught(cap=0.03)
    lost = [(4000.0 + second, how, 3990.0 + second) for second in range(5) for how in ("live", "abandoned")]

    wanted = pacer.tick(4005.0, [("idle", 4000.0)] * 4 + [("talk", 4000.0)] * 6, [(4004.0, "ringing")], lost)

    assert (wanted, pacer.last.why) == (3, Why.ALLOWANCE_SPENT)


def test_pacer_explains_what_it_dials_ahead_of_free_agents():
    pacer = taught(cap=0.03)

    wanted = pacer.tick(4025.0, [("wrap", 4000.0)] * 20, [], [])

    assert wanted > 20
    assert pacer.last.why is Why.LOOK_AHEAD
    assert pacer.last.chance <= pacer.last.threshold


def test_agent_who_has_just_begun_to_talk_is_not_dialled_for():
    assert taught(cap=0.03).tick(4000.0, [("talk", 4000.0)], [], []) == 0


def test_pacer_that_has_seen_nothing_yet_dials_one_line_an_idle_agent_whatever_is_expected():
    pacer = Pacer(cap=0.5, expected={"answer_rate": 0.02})

    assert (pacer.tick(0.0, [("idle", 0.0)] * 7, [], []), pacer.last.why) == (7, Why.LEARNING)


@pytest.mark.parametrize("expected", WRONG)
def test_expected_means_that_are_wrong_break_no_cap(expected):
    result = played("S0", 5, cap=0.03, expected=expected)

    assert result.abandoned_share <= 0.03


@pytest.mark.parametrize("cap", [0.01, 0.03])
def test_answer_rate_that_halves_in_mid_shift_breaks_no_cap(cap):
    result = played("halved", 5, cap=cap, expected=RIGHT)

    assert result.abandoned_share <= cap
    assert result.abandoned > 0


def test_cap_holds_at_every_moment_at_which_a_shift_may_end():
    result = played("S1", 5, cap=0.03, expected=RIGHT)

    late = [moment for moment in result.moments if moment.at >= 2 * 3600]
    assert max(moment.abandoned_share for moment in late) <= 0.03


def test_ahead_of_progressive_and_of_what_blind_dialling_can_reach():
    world, rules = replace(WORLDS["S0"], shift_s=4 * 3600), ("answerback", "progressive", "vicidial")
    shifts = {name: Shift(world, RULES[name](0.03, RIGHT), agents=8, seed=3).play() for name in rules}

    assert shifts["answerback"].utilisation > 0.80
    assert shifts["progressive"].abandoned == 0
    assert shifts["answerback"].utilisation > shifts["progressive"].utilisation + 0.05
    assert shifts["answerback"].utilisation > shifts["vicidial"].utilisation + 0.05


def test_agents_who_come_and_go_during_the_shift_are_taken_as_they_are():
    pacer = Pacer(cap=0.03, expected=RIGHT)
    pacer.tick(0.0, [("talk", 0.0)] * 5, [], [])

    assert pacer.tick(1.0, [("talk", 0.0)] * 5 + [("idle", 1.0)], [], []) >= 1


def test_expected_that_is_no_number_keeps_its_default():
    told = {"answer_rate": float("nan"), "talk_s": -4.0, "colour": 3.0}

    assert Expected.of(told) == Expected(answer_rate=0.3, ring_s=12.0, talk_s=1.0, wrap_s=30.0)
