"""Intervals beside published examples: Newcombe (1998) for shares, tables of t, a net score worked by hand."""

from __future__ import annotations

import math
import random

import pytest

from answerback.insight import histogram
from answerback.insight.intervals import Interval, mean_interval, net_score, ranks, t_quantile, wilson


def rounded(found: Interval | None, digits: int) -> tuple[float, float]:
    assert found is not None
    return round(found.low, digits), round(found.high, digits)


# Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
@pytest.mark.parametrize(
    ("hits", "n", "published"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_share_has_the_interval_that_newcombe_printed(
    hits: int, n: int, published: tuple[float, float]
) -> None:
    assert rounded(wilson(hits, n), 4) == published


def test_share_and_its_opposite_have_mirrored_intervals() -> None:
    low, high = rounded(wilson(3, 41), 9)
    assert rounded(wilson(38, 41), 9) == (round(1 - high, 9), round(1 - low, 9))


# Any table of Student's t, two-sided 5 %
@pytest.mark.parametrize(
    ("freedom", "printed"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (20, 2.086), (30, 2.042), (1000, 1.962)],
)
def test_quantile_is_that_of_the_printed_table(freedom: int, printed: float) -> None:
    assert round(t_quantile(freedom), 3) == printed


def test_mean_of_ten_scores_has_the_interval_worked_by_hand() -> None:
    """Scores 2 4 4 4 5 5 5 7 7 7: mean 5, s = sqrt(24 / 9), half width 2.262 * s / sqrt(10) = 1.168."""
    assert rounded(mean_interval({2: 1, 4: 3, 5: 3, 7: 3}), 3) == (3.832, 6.168)


def test_one_score_has_no_interval() -> None:
    assert mean_interval({5: 1}) is None


def test_net_score_of_half_promoters_and_a_sixth_detractors() -> None:
    """Variance 5/9, as worked out for a hat of tickets +1, 0 and -1; n = 324 gives a standard error of 4.14."""
    found = net_score(162, 54, 324)

    middle, half = 100 / 3, 195.9964 * math.sqrt(5 / 9 / 324)
    assert rounded(found, 3) == (round(middle - half, 3), round(middle + half, 3))


def test_net_score_stays_on_its_scale() -> None:
    assert net_score(2, 0, 2) == Interval(100, 100)
    assert net_score(1, 1, 2).low == -100


def test_percentile_of_added_up_histograms_is_within_five_per_cent_of_the_true_one() -> None:
    dice = random.Random(6)
    values = [dice.lognormvariate(7, 1.5) for _ in range(2000)]
    days = [values[start::7] for start in range(7)]
    added: dict[str, int] = {}
    for day in days:
        for value in day:
            bucket = histogram.bucket_of(value)
            added[bucket] = added.get(bucket, 0) + 1

    for share in (0.5, 0.9):
        rank = histogram.rank_of(len(values), share)
        true = sorted(values)[rank - 1]
        assert abs(histogram.value_at(added, rank) / true - 1) <= histogram.ACCURACY


def test_ranks_of_a_percentile_enclose_it_and_stay_within_the_values() -> None:
    assert (ranks(100, 0.5), ranks(3, 0.9)) == ((40, 61), (1, 3))
