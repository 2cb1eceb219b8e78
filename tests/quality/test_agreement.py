"""Agreement beyond chance, against figures that others have published."""

from __future__ import annotations

import pytest

from answerback.quality.agreement import FEWEST, Kappa, Said, kappa, linear, same, table_of

# Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1: 0.68, s.e. 0.087.
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# SAS/STAT user's guide, PROC FREQ, "Agreement Study": the table of two dermatologists.
DERMATOLOGISTS = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]


def rounded(found: Kappa, digits: int = 4) -> tuple[float, float, float]:
    assert found.value is not None and found.low is not None and found.high is not None
    return round(found.value, digits), round(found.low, digits), round(found.high, digits)


def test_fleiss_table_gives_his_kappa_and_standard_error() -> None:
    found = kappa(DIAGNOSES)

    assert (found.n, round(found.agreed, 2), round(found.by_chance, 2)) == (100, 0.89, 0.66)
    assert rounded(found, 3) == (0.676, 0.505, 0.848)
    assert found.value is not None and found.high is not None
    assert round((found.high - found.value) / 1.96, 3) == 0.088


def test_dermatologists_agree_as_sas_says() -> None:
    assert rounded(kappa(DERMATOLOGISTS)) == (0.3449, 0.203, 0.4868)
    assert rounded(kappa(DERMATOLOGISTS, linear)) == (0.5082, 0.3798, 0.6366)


def test_two_answers_have_one_kappa_weighted_or_not() -> None:
    table = [[20, 5], [10, 15]]

    assert kappa(table, linear) == kappa(table, same)
    assert round(kappa(table).value or 0, 2) == 0.4


def test_the_order_of_the_scorers_does_not_matter() -> None:
    turned = [list(column) for column in zip(*DERMATOLOGISTS, strict=True)]

    assert rounded(kappa(turned, linear)) == rounded(kappa(DERMATOLOGISTS, linear))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([[14, 0], [1, 14]], Said.TOO_FEW),
        ([[60, 1], [1, 60]], Said.AGREE),
        ([[30, 30], [30, 30]], Said.DISAGREE),
        ([[20, 5], [4, 11]], Said.UNDECIDED),
        ([[40, 0], [0, 0]], Said.ALL_ALIKE),
        ([[0, 0], [0, 0]], Said.TOO_FEW),
    ],
)
def test_what_is_said_is_what_the_interval_allows(table: list[list[int]], says: Said) -> None:
    assert kappa(table).says is says


def test_low_agreement_is_flagged_once_there_are_enough_pairs() -> None:
    assert kappa([[8, 8], [8, 8]]).is_flagged is (FEWEST <= 32)
    assert kappa([[7, 7], [7, 7]]).is_flagged is False
    assert kappa([[60, 1], [1, 60]]).is_flagged is False


def test_pairs_become_a_table_of_counts() -> None:
    assert table_of([(0, 0), (0, 1), (1, 1), (1, 1)], 2) == [[1, 1], [0, 2]]
