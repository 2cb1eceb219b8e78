"""A page of docs/benchmarks: the command, the machine and its load, the table, what it means."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "benchmarks"
TIMES = ("", "samples", "median ms", "p95 ms")


def times(label: str, seconds: Sequence[float]) -> tuple[str, ...]:
    """A row of a table with the columns `TIMES`."""
    return label, str(len(seconds)), f"{median(seconds) * 1000:.2f}", f"{p95(seconds) * 1000:.2f}"


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, interpolated between samples; the only sample when there is one."""
    return quantiles(values, n=20, method="inclusive")[18] if len(values) > 1 else values[0]


def ratio(measured: float, against: float) -> str:
    """`measured` as a multiple of `against`, such as `3.4 x`."""
    return f"{measured / against:.1f} x"


def write(
    name: str,
    title: str,
    *,
    why: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str],
) -> None:
    """Write docs/benchmarks/<name>.md and say the table on the terminal too."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
    page = [f"# {title}", why, "\n".join(lines), "\n".join(f"- {note}" for note in notes), _provenance(name)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.md").write_text("\n\n".join(page) + "\n", encoding="utf-8")
    print("\n".join([title, *lines, *notes, ""]), flush=True)


def write_sections(name: str, title: str, *, why: str, sections: Sequence[tuple[str, Iterable[str]]]) -> None:
    """As `write`, for a page of several tables: each section is a heading and its lines."""
    parts = [f"# {title}", why]
    for heading, lines in sections:
        parts += [f"## {heading}", "\n".join(lines)]
        print("\n".join([*parts[-2:], ""]), flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.md").write_text("\n\n".join([*parts, _provenance(name)]) + "\n", encoding="utf-8")


def _provenance(name: str) -> str:
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"`python -m benchmarks.{name}` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores "
        f"({platform.machine()}), {platform.system()}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}. Load average at the end: {load} (1, 5, 15 minutes). Where it exceeds "
        "the number of cores other work ran too: trust the ratios, which come from one run, more than the times."
    )
