"""Writes guard/links/data/lexical.bin, the lexical model of host names, and prints how it was made.

    python -m scripts.train_links DATA_FOLDER CLONES
    python -m scripts.train_links DATA_FOLDER CLONES --until 2024-07 --out /tmp/earlier.bin

CLONES holds the registries of honest sites that scripts/honest_sites.py names; one half of their sites is trained on.
The second line makes a model that has seen no trap of that month or later, for measuring what a model is worth on
days after its data; it takes the days from `phishing` in CLONES (polkadot-js, Apache-2.0).

DATA_FOLDER holds polkadot_phishing/all.json (Apache-2.0, the traps), majestic/majestic_million_head.csv (CC BY 3.0) and
opendns/*.txt (public domain), both popular names. More honest names are our own: guard/links/data/known.txt and
scripts/made_up_names.py. Logistic regression by AdaGrad, about ten minutes; the same input gives the same file.
"""

import argparse
import csv
import json
import random
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from math import exp
from pathlib import Path
from zlib import crc32

from answerback.guard.links.features import SLOTS, class_of, slots
from answerback.guard.links.known import well_known
from answerback.guard.links.model import CLASSES, Model, packed, unpacked
from answerback.guard.links.suffixes import Parts, parts
from scripts import made_up_names as made_up
from scripts.honest_sites import is_measured, reported_days, sites

TARGET = Path("src/answerback/guard/links/data/lexical.bin")
SEED = 20261122
EPOCHS, AVERAGED, STEP, DECAY = 8, 5, 0.08, 2e-6
MADE_UP_ALARMS, HOSTED_ALARMS = 0.00012, 0.01
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


def lasting(folder: Path, clones: Path, until: str) -> list[Sample]:
    """What every epoch trains on: the traps, and of popular, honest and well-known names those not kept to measure."""
    deny = json.loads((folder / "polkadot_phishing" / "all.json").read_text(encoding="utf-8"))["deny"]
    if until:
        days = reported_days(clones)
        deny = [host for host in deny if days.get(host, until) < until]
    known = sorted(well_known().domains)
    theirs = [host for host in sites(clones) if not is_measured(host)]
    names = [host for host in popular(folder) if quarter(host) < 3]
    return [
        *featured(deny, 1.0, 1.0),
        *featured(names, 0.0, 2.0),
        *featured(known, 0.0, 5.0),
        *featured(theirs, 0.0, 3.0),
    ]


def fresh(dice: random.Random) -> list[Sample]:
    """Made-up names: others in every epoch, so that none is learnt by heart."""
    return [*featured(honest(dice, 12_000), 0.0, 1.0), *featured(pages(dice, 1_500), 0.0, 0.3)]


def featured(hosts: Iterable[str], trap: float, weight: float) -> Iterator[Sample]:
    return ((array("I", slots(cut)), trap, weight) for cut in cut_up(hosts))


def trained(kept: list[Sample]) -> list[float]:
    """Weights, the bias last: the mean of those after each of the later epochs."""
    dice = random.Random(SEED)  # noqa: S311  the same dice each time
    weights, squares, mean = [0.0] * (SLOTS + 1), [1e-2] * (SLOTS + 1), [0.0] * (SLOTS + 1)
    for epoch in range(EPOCHS):
        given = kept + fresh(dice)
        dice.shuffle(given)
        loss = learnt(given, weights, squares)
        if epoch >= EPOCHS - AVERAGED:
            mean = [sum_ + weight / AVERAGED for sum_, weight in zip(mean, weights, strict=True)]
        print(f"epoch {epoch + 1}: {len(given)} names, mean error {loss / len(given):.4f}", flush=True)
    return mean


def learnt(given: list[Sample], weights: list[float], squares: list[float]) -> float:
    """One epoch, in place; the sum of the errors."""
    loss, decay = 0.0, DECAY * len(given) / 1000
    for found, trap, weight in given:
        score = weights[SLOTS] + sum(weights[slot] for slot in found)
        pull = weight * (trap - 1 / (1 + exp(-max(min(score, 30), -30))))
        loss += abs(pull)
        for slot in found:
            slope = pull - decay * weights[slot]
            squares[slot] += slope * slope
            weights[slot] += STEP * slope / squares[slot] ** 0.5
        squares[SLOTS] += pull * pull
        weights[SLOTS] += STEP * pull / squares[SLOTS] ** 0.5
    return loss


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
    weights = trained(lasting(given.folder, given.clones, given.until))
    small, scale = rounded(weights)
    model = unpacked(packed(small, scale, weights[SLOTS], dict.fromkeys(CLASSES, 0.0)))
    found = thresholds(model)
    given.out.write_bytes(packed(small, scale, weights[SLOTS], found))
    print(f"scale {scale:.4f}, bias {weights[SLOTS]:.3f}, thresholds {found}")


if __name__ == "__main__":
    main()
