"""What is said to have changed has changed by more than chance."""

from __future__ import annotations

import random
from statistics import NormalDist

import pytest

from answerback.insight.intervals import Interval, wilson
from answerback.insight.weekly.beyond import TESTS, WIDER, Z_ALL, compared, counted
from answerback.insight.weekly.compare import COMPARED
from answerback.insight.weekly.facts import Change


def shares(hits: int, n: int, before: int, before_n: int) -> Change:
    return compared(hits / n, wilson(hits, n), before / before_n, wilson(before, before_n))


def test_as_many_tests_are_allowed_for_as_there_are_figures() -> None:
    assert len(COMPARED) == TESTS
    assert round(2 * (1 - NormalDist().cdf(Z_ALL)) * TESTS, 6) == 0.05
    assert WIDER > 1


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        ((92, 100), (60, 100), Change.UP),
        ((60, 100), (92, 100), Change.DOWN),
        ((82, 100), (80, 100), Change.ALIKE),
        ((905, 1000), (880, 1000), Change.ALIKE),
        ((9_200, 10_000), (8_800, 10_000), Change.UP),
        ((30, 30), (30, 30), Change.ALIKE),
    ],
)
def test_shares(now: tuple[int, int], before: tuple[int, int], change: Change) -> None:
    assert shares(*now, *before) is change


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (5, 6, Change.TOO_FEW),
        (100, 120, Change.ALIKE),
        (1240, 900, Change.UP),
        (0, 60, Change.DOWN),
        (0, 0, Change.TOO_FEW),
    ],
)
def test_counts(now: int, before: int, change: Change) -> None:
    assert counted(now, before) is change


def test_newcombe_says_the_same_of_his_own_example() -> None:
    """Newcombe 1998, table II (a): 56/70 and 48/80 differ by 0.0524 to 0.3339: up at 95 %, not of twelve at once."""
    now, before = wilson(56, 70), wilson(48, 80)
    difference = 56 / 70 - 48 / 80
    below = ((56 / 70 - now.low) ** 2 + (before.high - 48 / 80) ** 2) ** 0.5
    above = ((now.high - 56 / 70) ** 2 + (48 / 80 - before.low) ** 2) ** 0.5

    assert (round(difference - below, 4), round(difference + above, 4)) == (0.0524, 0.3339)
    assert shares(56, 70, 48, 80) is Change.ALIKE


def test_weeks_without_a_change_are_seldom_said_to_have_one() -> None:
    """400 pairs of weeks from one distribution: one test in twelve thousandths may err, so at most a handful."""
    dice = random.Random(20261122)
    wrong = 0
    for _ in range(400):
        now, before = (sum(dice.random() < 0.8 for _ in range(200)) for _ in range(2))
        wrong += shares(now, 200, before, 200) is not Change.ALIKE
    assert wrong <= 6


def test_a_step_within_touching_intervals_is_no_change() -> None:
    assert compared(3.0, Interval(2.0, 4.0), 1.0, Interval(0.0, 2.0)) is Change.ALIKE
