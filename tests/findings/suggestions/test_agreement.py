"""The adjusted Rand index of the benchmark is the published one."""

from __future__ import annotations

import pytest

from benchmarks.clusterings import agreement
from benchmarks.suggestions import ours, wishes

# Table 1 and 2 of Yeung and Ruzzo, Details of the adjusted Rand index (supplement to Bioinformatics 17, 2001): 0.313.
CLASSES = [1, 1, 2, 2, 2, 3, 3, 3, 3, 3]
CLUSTERS = [1, 2, 1, 2, 2, 2, 3, 3, 3, 3]


@pytest.mark.parametrize(
    ("labels", "found", "index"),
    [
        (CLASSES, CLUSTERS, 0.313),
        # scikit-learn's documented examples of adjusted_rand_score.
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 2], [0, 0, 1, 1], 0.571),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
    ],
)
def test_adjusted_rand_index_has_its_published_values(
    labels: list[int], found: list[int], index: float
) -> None:
    assert round(agreement(labels, found).adjusted_rand, 3) == index


def test_pairs_are_counted_both_ways() -> None:
    told = agreement([0, 0, 0, 1], [0, 0, 1, 1])

    assert (told.precision, told.recall) == (0.5, 1 / 3)


def test_wishes_of_the_benchmark_are_enough_and_in_both_languages() -> None:
    given = wishes("wishes")

    labels = set(given.labels)
    per_group = {
        label: [text.isascii() for text, one in zip(given.texts, given.labels, strict=True) if one == label]
        for label in labels
    }
    assert (len(labels) >= 40, {(len(one), sum(one)) for one in per_group.values()}) == (True, {(8, 4)})
    assert not set(given.texts) & set(wishes("tuning").texts)


def test_engine_groups_far_better_than_chance() -> None:
    """A guard against a broken engine; the figures stand in docs/benchmarks/suggestions.md."""
    result, _found = ours(wishes("tuning"))

    assert (result.adjusted_rand > 0.3, result.precision > 0.5) == (True, True)
