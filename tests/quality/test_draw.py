"""The sample: more of what is risky, something of everybody, and the same again from the same seed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from answerback.quality.draw import EACH_AGENT, HOUSE, Call, Risk, Shares, draw


def calls(count: int, *risks: Risk, agent: str = "li lei", name: str = "c") -> list[Call]:
    return [Call(f"{name}{place:04}", agent, risks) for place in range(count)]


def test_each_stratum_gives_its_share_rounded_up() -> None:
    frame = [
        *calls(5, Risk.ALARM, name="a"),
        *calls(9, Risk.HAZARD, Risk.OUTCOME, name="h"),
        *calls(21, Risk.OUTCOME, name="o"),
        *calls(100, name="n"),
    ]

    drawn = [one.call.stratum for one in draw(frame, seed=1)]

    assert {risk: drawn.count(risk) for risk in set(drawn)} == {
        Risk.ALARM: 5,
        Risk.HAZARD: 5,
        Risk.OUTCOME: 6,
        Risk.ORDINARY: 3,
    }


def test_a_call_stands_in_its_gravest_stratum_and_tells_every_reason() -> None:
    (only,) = draw([Call("x", "li lei", (Risk.NEW_AGENT, Risk.ALARM))], seed=1)

    assert (only.call.stratum, only.reasons) == (Risk.ALARM, ("new_agent", "alarm"))


def test_every_agent_is_seen_and_the_reason_is_told() -> None:
    frame = [*calls(200, agent="busy", name="b"), *calls(3, agent="quiet", name="q")]

    drawn = draw(frame, seed=3)

    quiet = [one for one in drawn if one.call.agent == "quiet"]
    assert len(quiet) >= HOUSE.each_agent
    assert any(EACH_AGENT in one.reasons for one in quiet)


def test_an_agent_with_one_call_gives_that_one() -> None:
    assert [one.call.id for one in draw(calls(1), seed=5)] == ["c0000"]


def test_nothing_comes_of_nothing() -> None:
    assert draw([], seed=5) == ()


def test_another_seed_draws_other_calls() -> None:
    frame = calls(400)

    assert {one.call.id for one in draw(frame, seed=1)} != {one.call.id for one in draw(frame, seed=2)}


def test_the_draw_is_the_same_on_every_machine() -> None:
    """Written out, so that a change of the rule cannot pass unnoticed: kept samples would no longer verify."""
    drawn = draw(calls(60, Risk.OUTCOME), seed=20261122)

    assert [(one.call.id, one.twice) for one in drawn] == EXPECTED


EXPECTED = [
    ("c0000", False),
    ("c0002", False),
    ("c0003", True),
    ("c0004", False),
    ("c0008", False),
    ("c0011", False),
    ("c0012", False),
    ("c0013", False),
    ("c0014", True),
    ("c0015", False),
    ("c0023", False),
    ("c0031", False),
    ("c0032", False),
    ("c0034", True),
    ("c0057", False),
]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 300),
            st.sampled_from("abc"),
            st.lists(st.sampled_from(list(Risk)[:-1]), unique=True),
        ),
        unique_by=lambda one: one[0],
    ),
    st.integers(0, 2**62),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_frame_changes_nothing_and_a_fifth_is_scored_twice(given_calls, seed, dice) -> None:
    frame = [Call(f"{id:04}", agent, tuple(risks)) for id, agent, risks in given_calls]
    shuffled = dice.sample(frame, len(frame))

    drawn = draw(frame, seed=seed)

    assert draw(shuffled, seed=seed) == drawn
    assert sum(one.twice for one in drawn) == -(-len(drawn) // 5)
    for agent in {call.agent for call in frame}:
        mine = sum(call.agent == agent for call in frame)
        assert sum(one.call.agent == agent for one in drawn) >= min(mine, HOUSE.each_agent)


def test_shares_survive_being_kept() -> None:
    assert Shares.from_codes(HOUSE.as_codes()) == Shares(dict(HOUSE.of), HOUSE.each_agent, HOUSE.twice)
