"""docs/threats.md, from the rows of the plays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.house.sources import ROOT
from tests.threats.rows import MEANS, Row, Verdict

PAGE = ROOT / "docs" / "threats.md"
IDS = [f"T{number}" for number in range(1, 16)]
HEAD = """# Threats

The attacks that Answerback is built against, each played against the running system: the real server process, real HTTP
and streams, a real Chromium where the user's eyes matter, and an attacker who really does it. **This page is written by
`make threats`**, which plays all fifteen; the plays in `tests/threats/` fail while their sections here differ. Hours
and days in what the user saw are replaced by one and the same; a stroke stands between its lines.

Verdicts are meant strictly:
"""
LIMITS = """
## Honest limits

No code or signature stops a live relay in which the user obeys the wrong voice. Ringing only the number on file, naming
the reason, approving in the wallet and doing nothing irreversible by voice do.

Whoever holds the unlocked phone with the wallet's session is the user, here as in the wallet itself. Whoever owns the
server and its master key can make the page lie to its own users; the journal's chain, and checkpoints of it kept
elsewhere, show afterwards that something was rewritten. A wallet that lets agents dial on phones of their own (the
*manual line*, off by default) has no proof for those calls, and its users' page says so.
"""


def page(rows: Sequence[Row]) -> str:
    """The whole document."""
    means = "".join(f"- **{verdict}**: {MEANS[verdict]}.\n" for verdict in Verdict)
    table = "\n".join(
        ["| # | Attack | Verdict | What stopped it |", "| --- | --- | --- | --- |", *map(line, rows)]
    )
    sections = "\n".join(map(section, rows))
    return f"{HEAD}\n{means}\n{table}\n\n{sections}{LIMITS}"


def line(row: Row) -> str:
    """The row in the table."""
    return f"| [{row.id}](#{row.id.lower()}) | {row.attack} | **{row.verdict}** | {row.stopped_by} |"


def section(row: Row) -> str:
    """Everything that was done and seen."""
    played = "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(row.done, 1))
    seen = "\n".join(f"- {one.when}\n  > {one.zh}\n  >\n  > {one.en}" for one in row.seen)
    return (
        f"## {row.id}\n\n{row.attack}: **{row.verdict}**.\n\n{played}\n\n"
        f"What the user saw:\n\n{seen}\n\nStopped by: {row.stopped_by}\n\nWhat remains: {row.residual}\n"
    )


def told(identifier: str) -> str:
    """The line and the section of one threat as they stand in the document."""
    text = PAGE.read_text("utf-8")
    found = re.search(rf"^## {identifier}\n.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    in_table = re.search(rf"^\| \[{identifier}\].*$", text, re.MULTILINE)
    return f"{in_table.group() if in_table else ''}\n{found.group() if found else ''}".strip()


def as_told(row: Row) -> str:
    """What `told` should give for this row."""
    return f"{line(row)}\n{section(row)}".strip()
