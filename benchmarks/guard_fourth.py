"""The fourth book: templates written for the engine of 2026-11-22 20:15 UTC and measured before anything was mended.

    .venv/bin/python -m benchmarks.guard_fourth

writes docs/benchmarks/guard_fourth.md: the first figures, which are kept in docs/benchmarks/guard_fourth_first.json,
beside those of today. `--misses 5` shows texts instead of writing the page; `--first` keeps the figures as the first.
"""

import argparse
import json
import random
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks import page
from benchmarks.guard import SEED, made, misses
from benchmarks.guarding import dictated, report, scoring
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.frames import FOURTH
from benchmarks.guarding.scoring import Score

FIRST_FIGURES = page.FOLDER / "guard_fourth_first.json"
FALLS_SHORT = Path(__file__).parent / "guarding" / "fourth_falls_short.md"
OF_EACH = 100
Figures = Mapping[str, tuple[int, int, int]]
"""By class: texts, wholly covered (or flagged, for traps), named rightly."""


def samples(of_each: int) -> list[Sample]:
    dice = random.Random(SEED + 4)
    return [*made(dice, FOURTH, of_each), *dictated.dictated(dice, FOURTH, of_each)]


def figures(scores: Mapping[str, Score]) -> Figures:
    return {
        label: (score.total, score.flagged if label.startswith("trap: ") else score.gone, score.named)
        for label, score in scores.items()
    }


def rows(first: Figures, now: Figures, *, traps: bool) -> list[tuple[str, ...]]:
    labels = [label for label in now if label.startswith("trap: ") == traps]
    found = [
        (
            label.removeprefix("trap: "),
            f"{first[label][0]:,}",
            report.share(first[label][1], first[label][0]),
            report.share(now[label][1], now[label][0]),
        )
        for label in labels
    ]
    return [*found, ("**all**", *whole(first, now, labels))]


def whole(first: Figures, now: Figures, labels: list[str]) -> tuple[str, str, str]:
    texts = sum(first[label][0] for label in labels)
    gone = (sum(measured[label][1] for label in labels) for measured in (first, now))
    total = sum(now[label][0] for label in labels)
    return f"{texts:,}", report.share(next(gone), texts), report.share(next(gone), total)


def short(measured: Figures) -> str:
    secrets = [label for label in measured if not label.startswith("trap: ")]
    wallet = [label for label in secrets if label.startswith(("seed", "key"))]
    traps = [label for label in measured if label not in secrets]
    over_all, money, flagged = (whole(measured, measured, labels)[1] for labels in (secrets, wallet, traps))
    return f"recall **{over_all}** over all, **{money}** of wallet secrets, traps flagged **{flagged}**"


def write(now: Figures) -> None:
    first: Figures = json.loads(FIRST_FIGURES.read_text(encoding="utf-8"))
    why = (
        "Templates nobody had tuned on (`benchmarks/guarding/frames/fourth`, `benchmarks/guarding/dictated.py`), "
        "filled at random. *First* is the one measuring before anything was mended: **that is the score**; *now* is "
        "what was made of it with the misses in sight. A secret counts when every character of it is covered.\n\n"
        f"- first: {short(first)}\n- now: {short(now)}"
    )
    sections = [
        (
            "Secrets",
            report.table(("class", "texts", "recall, first", "recall, now"), rows(first, now, traps=False)),
        ),
        ("Traps", report.table(("group", "texts", "flagged, first", "flagged, now"), rows(first, now, traps=True))),
        ("What falls short", FALLS_SHORT.read_text(encoding="utf-8").splitlines()),
    ]  # fmt: skip
    page.write_sections("guard_fourth", "Text safety: the fourth book", why=why, sections=sections)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--of-each", type=int, default=OF_EACH)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--first", action="store_true")
    given = parser.parse_args()
    made_now = samples(given.of_each)
    if given.misses:
        misses(made_now, given.misses)
        return
    now = figures(scoring.scored(made_now, scoring.ours(made_now)))
    if given.first:
        FIRST_FIGURES.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        sys.stdout.write(short(now) + "\n")
    else:
        write(now)


if __name__ == "__main__":
    main()
