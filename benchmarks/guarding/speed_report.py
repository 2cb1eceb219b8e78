"""docs/benchmarks/guard_speed.md: how fast the guard reads, beside other tools; growth, start and memory."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from answerback.guard.secrets.first_look import with_everything
from benchmarks import page
from benchmarks.guarding import data, peer_runs, speed
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.report import table

ADVERSARIAL_CHARACTERS, MIXED_BYTES, SLICE_BYTES = 10_000_000, 20_000_000, 300_000
FALLS_SHORT = Path(__file__).parent / "slower_than_wanted.md"
"""Written by hand after each measuring: a table does not say why."""
WHY = """Medians per CPU second (`time.process_time`), each tool in a process of its own, all in one run, one after
another, over the same messages: Chinese and English, one in twenty with a secret or a trap.

```
sh scripts/guard_peers.sh PEERS
.venv/bin/python -m benchmarks.guard --speed --data ../shared/data --peers PEERS
```"""
Lines = Iterator[str]


def write(samples: list[Sample], folder: Path, peers: Path | None) -> None:
    sections = [
        ("Speed", rates(samples, folder)),
        ("Other tools over the same messages", beside(samples, folder, peers)),
        ("Work against length", growths()),
        ("Start and memory", costs(samples)),
        ("What falls short", iter(FALLS_SHORT.read_text(encoding="utf-8").splitlines())),
    ]
    page.write_sections("guard_speed", "Text safety: how fast secrets are found", why=WHY, sections=sections)


def rates(samples: list[Sample], folder: Path) -> Lines:
    if not data.there(folder, *data.ORDINARY):
        yield "Not run: the data are not here (`--data`)."
        return
    lines = data.mixed(folder, samples, MIXED_BYTES)
    yield from table(
        (f"{MIXED_BYTES // 1_000_000} MB of mixed messages, medians of {speed.ROUNDS}", "MB a CPU second"),
        [
            (f"message by message ({len(lines):,})", f"**{speed.rate(lines):.1f}**"),
            ("the same, all detectors over every message", f"{speed.rate(lines, with_everything):.1f}"),
            ("as one text", f"**{speed.rate_of_one(chr(10).join(lines)):.1f}**"),
        ],
    )


def beside(samples: list[Sample], folder: Path, peers: Path | None) -> Lines:
    """The same messages in the same order, three times each."""
    if not data.there(folder, *data.ORDINARY):
        yield "Not run: the data are not here (`--data`)."
        return
    texts = data.mixed(folder, samples, SLICE_BYTES)
    size, own = sum(len(text.encode()) for text in texts), 1e6 * speed.rate(texts)
    rows, missing = [("**answerback.guard**", f"**{own / 1e3:,.0f}**", "")], []
    for run in peer_runs.runs(peers, folder / "gitleaks_rules" / "gitleaks.toml", [texts] * speed.ROUNDS):
        if isinstance(run, str):
            missing.append(run)
            continue
        rate = size / median(run.cpu_seconds)
        rows.append((f"{run.name} {run.version}", f"{rate / 1e3:,.0f}", page.ratio(own, rate)))
    yield from table((f"{len(texts):,} messages, {size / 1e3:.0f} KB", "KB a CPU second", "ours"), rows)
    yield ""
    yield "*Ours*: how many times as fast the guard is."
    if missing:
        yield f"Not run, because not installed (`scripts/guard_peers.sh`): {', '.join(missing)}."


def growths() -> Lines:
    rows = []
    for name, unit in speed.ADVERSARIAL.items():
        characters = ADVERSARIAL_CHARACTERS if name in speed.ASKED_FOR else ADVERSARIAL_CHARACTERS // 5
        tenth, whole = speed.growth(unit, characters)
        grown = f"{whole / max(tenth, 0.001):.1f}"
        rows.append((name, f"{characters // 1_000_000} M", f"{tenth:.2f}", f"{whole:.2f}", grown))
    head = ("one thing again and again", "characters", "a tenth, CPU s", "all, CPU s", "times (10 = linear)")
    yield from table(head, rows)


def costs(samples: list[Sample]) -> Lines:
    bare, guard = speed.cost("sys"), speed.cost("answerback.guard.redact")
    used = speed.cost("answerback.guard.redact", [sample.text for sample in samples[::20]])
    yield from table(
        ("", "CPU ms to import", "peak MB"),
        [
            ("the interpreter alone", "–", f"{bare[1]:.0f}"),
            ("`from answerback.guard import clean`", f"{guard[0] * 1000:.0f}", f"{guard[1]:.0f}"),
            ("the same, after a twentieth of the second book of texts", "", f"{used[1]:.0f}"),
        ],
    )
