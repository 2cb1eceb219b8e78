"""Other tools and the guard over the same texts: what each finds of every family of secret, and how fast."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.guarding import data, peer_runs, scoring
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.scoring import Answer, Score

STRIDE = 10
"""Every tenth text: Presidio reads some 50 KB of them a second."""
Speeds = tuple[float, float]
"""KB a CPU second over the texts with secrets, and over messages."""
FAMILIES = {
    "seed phrases": ("seed",),
    "private keys": ("key",),
    "one-time codes": ("one-time",),
    "passwords, PINs": ("password", "PIN"),
    "cards, CVV": ("bank card", "CVV"),
    "IDs, passports": ("resident", "passport", "permit"),
    "phones": ("phone",),
    "mail": ("mail",),
    "traps flagged": ("trap: ",),
}


def lines(samples: Sequence[Sample], folder: Path, peers: Path | None, *, slice_bytes: int) -> Iterator[str]:
    """Found means touched by a finding of whatever type: the peers name wallet secrets wrongly or not at all."""
    asked = list(samples[::STRIDE])
    ordinary = (
        data.mixed(folder, list(samples), slice_bytes)
        if data.there(folder, *data.ORDINARY)
        else [s.text for s in asked]
    )
    head = ["", *FAMILIES, "KB a CPU second, these texts", "ours", "KB a CPU second, messages", "ours"]
    texts = [sample.text for sample in asked]
    own = (rate(texts), rate(ordinary))
    rows = [row("**answerback.guard**", asked, list(scoring.ours(asked)), own, own)]
    missing = []
    rules = folder / "gitleaks_rules" / "gitleaks.toml"
    for run in peer_runs.runs(peers, rules, [texts, ordinary]):
        if isinstance(run, str):
            missing.append(run)
            continue
        speeds = (size(texts) / 1e3 / run.cpu_seconds[0], size(ordinary) / 1e3 / run.cpu_seconds[1])
        rows.append(row(f"{run.name} {run.version}", asked, run.answers[0], speeds, own))
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"
    yield ""
    mixed = f"{size(ordinary) / 1e3:.0f} KB of mixed messages"
    yield "Found: touched by a finding of whatever type. *Ours*: how many times as fast the guard is over the same."
    yield f"Every {STRIDE}th text of the first table ({len(asked):,}); the second speed is over {mixed}."
    if missing:
        yield f"Not run, because not installed (`scripts/guard_peers.sh`): {', '.join(missing)}."


def size(texts: Sequence[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def rate(texts: Sequence[str]) -> float:
    """KB a CPU second of the guard, the third time over."""
    spent = 0.0
    for _ in range(3):
        began = process_time()
        for _answer in scoring.ours(Sample("", None, text) for text in texts):
            pass
        spent = process_time() - began
    return size(texts) / 1e3 / spent


def row(
    name: str, asked: Sequence[Sample], answers: Sequence[Answer], speeds: Speeds, own: Speeds
) -> list[str]:
    scores = scoring.scored(asked, islice(answers, len(asked)))
    cells = [cell(family, scores) for family in FAMILIES]
    rates = [said for speed, mine in zip(speeds, own, strict=True) for said in told(speed, mine)]
    return [name, *cells, *rates]


def told(speed: float, own: float) -> tuple[str, str]:
    return f"{speed:,.0f}", f"{own / speed:.1f} x"


def cell(family: str, scores: dict[str, Score]) -> str:
    one = scoring.together(score for label, score in scores.items() if label.startswith(FAMILIES[family]))
    count = one.flagged if family == "traps flagged" else one.found
    return f"{count / one.total:.3f}" if one.total else "–"
