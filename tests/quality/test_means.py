"""An agent beside others: only what the interval allows, and no punishment for hard calls."""

from __future__ import annotations

import pytest

from answerback.quality.means import FEWEST, standings, student


@pytest.mark.parametrize(
    ("freedom", "published"), [(9, 2.262), (10, 2.228), (15, 2.131), (20, 2.086), (30, 2.042), (120, 1.980)]
)
def test_student_is_as_the_tables_print_it(freedom: int, published: float) -> None:
    assert student(freedom) == pytest.approx(published, abs=0.001)


def test_nine_scores_are_too_few_for_an_interval() -> None:
    found = standings({"li lei": [("ordinary", 0.5)] * 9, "other": [("ordinary", 1.0)] * 9})

    assert (found["li lei"].n, found["li lei"].low, found["li lei"].is_told_apart) == (9, None, False)


def test_who_gets_the_hard_calls_is_not_called_worse() -> None:
    """Everybody earns 0.6 on calls with an alarm and 0.9 on ordinary ones; one agent gets only alarms."""
    hard, easy = [("alarm", share) for share in (0.5, 0.7)], [("ordinary", share) for share in (0.8, 1.0)]

    found = standings({"hard": hard * 10, "easy": easy * 10, "both": (hard + easy) * 10})

    assert found["hard"].mean == pytest.approx(0.6)
    assert found["easy"].mean == pytest.approx(0.9)
    assert {name: round(one.difference, 9) for name, one in found.items()} == {
        "hard": 0,
        "easy": 0,
        "both": 0,
    }
    assert not any(one.is_told_apart for one in found.values())


def test_a_clear_difference_is_told() -> None:
    low, high = [("ordinary", share) for share in (0.4, 0.5)], [("ordinary", share) for share in (0.9, 1.0)]

    found = standings({"low": low * FEWEST, "high": high * FEWEST})

    assert (found["low"].is_told_apart, found["high"].is_told_apart) == (True, True)
    assert found["low"].difference == pytest.approx(-0.25)
