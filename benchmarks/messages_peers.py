"""Learners of the published tasks in five parts: ours, and a character n-gram SVM (scikit-learn) as the peer."""

import importlib
import importlib.util
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from statistics import fmean

from answerback.guard.messages.model.features import features
from scripts.message_learner import Line, learn, squared_rarity

PARTS = 5
COSTS, PASSES = (10.0, 10.0), 8
Told = Callable[[Sequence[str]], list[str]]
Learner = Callable[[Sequence[str], Sequence[str]], Told]


def parts(labels: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """(learned, tested) places; each part has its share of every label."""
    order = list(range(len(labels)))
    Random(1).shuffle(order)
    order.sort(key=labels.__getitem__)
    for part in range(PARTS):
        tested = order[part::PARTS]
        kept_out = set(tested)
        yield [place for place in order if place not in kept_out], tested


def told(learner: Learner, given: Sequence[tuple[str, str]], *others: Sequence[str]) -> list[list[str]]:
    """The label told for each text by a learner that has not seen it; also for copies of the same texts."""
    texts, labels = [text for text, _ in given], [label for _, label in given]
    found = [[""] * len(texts) for _ in range(1 + len(others))]
    for learned, tested in parts(labels):
        tell = learner([texts[place] for place in learned], [labels[place] for place in learned])
        for answers, source in zip(found, (texts, *others), strict=True):
            for place, label in zip(tested, tell([source[place] for place in tested]), strict=True):
                answers[place] = label
    return found


@cache
def row(text: str) -> "array[int]":
    """Counted once; every learner reads the same."""
    return array("I", features(text))


def ours(texts: Sequence[str], labels: Sequence[str]) -> Told:
    """One line for each label against the rest."""
    rows = list(map(row, texts))
    squares = squared_rarity(rows)
    lines: dict[str, Line] = {
        label: learn(rows, [other == label for other in labels], costs=COSTS, squares=squares, passes=PASSES)
        for label in sorted(set(labels))
    }

    def tell(asked: Sequence[str]) -> list[str]:
        return [max(lines, key=lambda label: lines[label].value(found)) for found in map(row, asked)]

    return tell


def peer(texts: Sequence[str], labels: Sequence[str]) -> Told:
    """TF-IDF of one to three characters, linear SVM: as good as the published deep models on these tasks."""
    words = importlib.import_module("sklearn.feature_extraction.text")
    machine = importlib.import_module("sklearn.svm").LinearSVC()
    counted = words.TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    machine.fit(counted.fit_transform(texts), labels)
    return lambda asked: [str(label) for label in machine.predict(counted.transform(asked))]


def has_peer() -> bool:
    return importlib.util.find_spec("sklearn") is not None


def scores(wanted: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """(macro F1, F1 weighted by how often each label occurs)."""
    by_label = {label: f1(label, wanted, found) for label in sorted(set(wanted))}
    weighted = sum(wanted.count(label) * score for label, score in by_label.items()) / len(wanted)
    return fmean(by_label.values()), weighted


def f1(label: str, wanted: Sequence[str], found: Sequence[str]) -> float:
    right = sum(one == other == label for one, other in zip(wanted, found, strict=True))
    return 2 * right / max(wanted.count(label) + found.count(label), 1)


def area(scams: Sequence[float], honest: Sequence[float]) -> float:
    """Of a swindle and an honest text, how often the swindle scores higher (ties count half)."""
    order = sorted([(value, False) for value in honest] + [(value, True) for value in scams])
    below, equal, won = 0, list[bool](), 0.0
    for place, (value, is_scam) in enumerate(order):
        equal.append(is_scam)
        if place + 1 == len(order) or order[place + 1][0] != value:
            won += sum(equal) * (below + (len(equal) - sum(equal)) / 2)
            below, equal = below + len(equal) - sum(equal), []
    return won / (len(scams) * len(honest))
