"""Writes guard/links/data/lexical.bin, the lexical model of host names, and prints how it was made.

    python -m venv PEERS && PEERS/bin/pip install scikit-learn==1.9.1 idna publicsuffixlist
    PYTHONPATH=src PEERS/bin/python -m scripts.train_links DATA_FOLDER CLONES
    PYTHONPATH=src PEERS/bin/python -m scripts.train_links DATA_FOLDER CLONES --until 2024-07 --out EARLIER

CLONES holds the lists of honest sites that scripts/honest_sites.py names, but for those that are measured.
The last line makes a model that has seen no trap of that month or later, for measuring what a model is worth on
days after its data; it takes the days from `phishing` in CLONES (polkadot-js, Apache-2.0).

DATA_FOLDER holds polkadot_phishing/all.json (Apache-2.0, the traps), majestic/majestic_million_head.csv (CC BY 3.0) and
opendns/*.txt (public domain), both popular names, and eth_phishing_detect/config.json, whose whitelist is kept out.
More honest names are our own: guard/links/data/known.txt and scripts/made_up_names.py. Logistic regression by L-BFGS,
about two minutes; the same input gives the same file on the same libraries.
"""

import argparse
import csv
import json
import random
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import accumulate, chain, islice
from pathlib import Path
from zlib import crc32

from answerback.guard.links.check import Checker
from answerback.guard.links.features import SLOTS, class_of, slots
from answerback.guard.links.kinds import Verdict
from answerback.guard.links.known import well_known
from answerback.guard.links.model import CLASSES, Model, packed, unpacked
from answerback.guard.links.suffixes import Parts, parts
from scripts import made_up_names as made_up
from scripts.honest_sites import everyday, is_measured, reported_days, sites

TARGET = Path("src/answerback/guard/links/data/lexical.bin")
SEED = 20261122
DRAWS, COST, ROUNDS = 3, 0.4, 150
"""How often made-up names are drawn; scikit-learn's C; the most steps of L-BFGS."""
MADE_UP_ALARMS, HOSTED_ALARMS = 0.00022, 0.01
"""What share of fresh made-up names, and of made-up pages on free hosting, may pass the thresholds."""

Sample = tuple["array[int]", float, float]  # slots, 1 for a trap, weight


def quarter(host: str) -> int:
    """0, 1 and 2 train, 3 only ever measures."""
    return crc32(host.encode()) % 4


def popular(folder: Path) -> list[str]:
    """The most linked and most asked names."""
    with (folder / "majestic" / "majestic_million_head.csv").open(encoding="utf-8") as rows:
        names = [row["Domain"].lower() for row in csv.DictReader(rows)]
    for name in ("opendns-top-domains", "opendns-random-domains"):
        names += (folder / "opendns" / f"{name}.txt").read_text(encoding="utf-8").lower().split()
    return sorted(set(names))


def honest(dice: random.Random, size: int) -> list[str]:
    """Made-up names on domains of their own; `size` is the least of the four shares."""
    labels = [name.label for name in well_known().names]
    return [
        *islice(made_up.trades(dice), size),
        *islice(made_up.projects(dice), 3 * size),
        *islice(made_up.syllables(dice), size),
        *islice(made_up.neighbours(dice, labels), 2 * size),
    ]


def pages(dice: random.Random, size: int) -> list[str]:
    """Made-up pages on free hosting."""
    return [*islice(made_up.hobby_pages(dice), 2 * size), *islice(made_up.previews(dice), size)]


def cut_up(hosts: Iterable[str]) -> Iterator[Parts]:
    """The hosts that have a name before their public suffix."""
    return (cut for cut in map(parts, hosts) if cut.core)


def samples(folder: Path, clones: Path, until: str) -> Iterator[Sample]:
    """What is trained on: the traps, and of popular, honest and well-known names those not kept to measure."""
    deny = json.loads((folder / "polkadot_phishing" / "all.json").read_text(encoding="utf-8"))["deny"]
    if until:
        days = reported_days(clones)
        deny = [host for host in deny if days.get(host, until) < until]
    dice = random.Random(SEED)  # noqa: S311  the same dice each time
    yield from featured(deny, 1.0, 1.0)
    yield from featured((host for host in popular(folder) if quarter(host) < 3), 0.0, 2.0)
    yield from featured(sorted(well_known().domains), 0.0, 5.0)
    yield from featured((host for host in sites(clones) if not is_measured(host)), 0.0, 8.0)
    yield from featured(not_measured(everyday(clones), folder, clones), 0.0, 0.3)
    for _ in range(DRAWS):
        yield from featured(honest(dice, 12_000), 0.0, 1.0 / DRAWS)
        yield from featured(pages(dice, 1_500), 0.0, 0.3 / DRAWS)


def not_measured(hosts: Iterable[str], folder: Path, clones: Path) -> list[str]:
    """Without the owners of hosts that are measured, and without what the rules suspect of imitating a name."""
    config = json.loads((folder / "eth_phishing_detect" / "config.json").read_text(encoding="utf-8"))
    measured = [host for host in popular(folder) if quarter(host) == 3] + config["whitelist"]
    owners = {parts(host).registered for host in [*measured, *filter(is_measured, sites(clones))]}
    rules = Checker(model=False)
    kept = (host for host in hosts if parts(host).registered not in owners)
    return [host for host in kept if rules.check(host).verdict is Verdict.UNKNOWN]


def featured(hosts: Iterable[str], trap: float, weight: float) -> Iterator[Sample]:
    return ((array("I", slots(cut)), trap, weight) for cut in cut_up(hosts))


def trained(given: list[Sample]) -> list[float]:
    """Weights, the bias last."""
    sparse, linear = import_module("scipy.sparse"), import_module("sklearn.linear_model")
    columns = array("i", chain.from_iterable(found for found, _, _ in given))
    ends = [0, *accumulate(len(found) for found, _, _ in given)]
    rows = sparse.csr_matrix(([1.0] * len(columns), columns, ends), shape=(len(given), SLOTS))
    learner = linear.LogisticRegression(C=COST, max_iter=ROUNDS)
    learner.fit(rows, [trap for _, trap, _ in given], sample_weight=[weight for _, _, weight in given])
    print(f"{len(given)} names, {learner.n_iter_[0]} steps", flush=True)
    return [*map(float, learner.coef_[0]), float(learner.intercept_[0])]


def rounded(weights: list[float]) -> tuple[bytes, float]:
    """Weights in signed bytes, and what one step is worth; the rarest giants are cut."""
    largest = sorted(map(abs, weights[:SLOTS]))[-40]
    scale = largest / 127
    small = (max(-127, min(127, round(weight / scale))) for weight in weights[:SLOTS])
    return array("b", small).tobytes(), scale


def thresholds(model: Model) -> dict[str, float]:
    """For each class the score that hardly any honest name passes."""
    dice = random.Random(SEED + 1)  # noqa: S311  the same dice each time
    sets = ((honest(dice, 40_000), MADE_UP_ALARMS), (pages(dice, 3_000), HOSTED_ALARMS))
    found = dict.fromkeys(CLASSES, 0.0)
    for hosts, alarms in sets:
        by_class = defaultdict(list)
        for cut in cut_up(hosts):
            by_class[class_of(cut)].append(model.score(cut))
        for kind, scores in by_class.items():
            ordered = sorted(scores, reverse=True)
            found[kind] = max(found[kind], ordered[min(round(alarms * len(ordered)), len(ordered) - 1)])
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--until", default="", help="a month: no trap reported then or later")
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    weights = trained(list(samples(given.folder, given.clones, given.until)))
    small, scale = rounded(weights)
    model = unpacked(packed(small, scale, weights[SLOTS], dict.fromkeys(CLASSES, 0.0)))
    found = thresholds(model)
    given.out.write_bytes(packed(small, scale, weights[SLOTS], found))
    print(f"scale {scale:.4f}, bias {weights[SLOTS]:.3f}, thresholds {found}")


if __name__ == "__main__":
    main()
