"""A fix of one file in memory: what it says before, what it says after."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from answerback.guard import DEFAULT
from answerback.scanning.apply import carry_out
from answerback.scanning.files.apply_files import FileHands
from answerback.scanning.files.shapes import Wanted
from answerback.scanning.files.source import FileSource, units_of
from answerback.scanning.go_over import Stop, go_over
from answerback.scanning.ledger import Ledger
from answerback.scanning.plan import FilePlan
from answerback.scanning.scan import Scan
from tests.scanning.planted import MAC


def found(path: Path, wanted: Wanted | None = None) -> list[tuple[str, str, str]]:
    """(row, part, kind) of each finding."""
    return [
        (line["row"], line["part"], line["kind"]) for kind, line in told(path, wanted) if kind == "finding"
    ]


def faults(path: Path, wanted: Wanted | None = None) -> list[tuple[str, str]]:
    """(row, code) of each fault."""
    return [(line["row"], line["code"]) for kind, line in told(path, wanted) if kind == "fault"]


def told(path: Path, wanted: Wanted | None = None) -> list[tuple[str, dict[str, str]]]:
    lines = list[tuple[str, dict[str, str]]]()
    work: Scan[bytes] = Scan(DEFAULT, MAC)
    source = FileSource(path, wanted or Wanted(), MAC)
    go_over(
        source, work, ledger=None, tell=lambda *line: lines.append(line), progress=lambda _: None, stop=Stop()
    )
    return lines


def plan_of(path: Path, plan: Path, wanted: Wanted | None = None) -> Path:
    """A dry run, beside the file."""
    plan.unlink(missing_ok=True)
    with Ledger(plan, {}) as ledger:
        go_over(
            FileSource(path, wanted or Wanted(), MAC), FilePlan(DEFAULT, MAC), ledger=ledger,
            tell=lambda *_: None, progress=lambda _: None, stop=Stop(),
        )  # fmt: skip
        ledger.end({})
    return plan


def apply(
    path: Path, plan: Path, wanted: Wanted | None = None, *, keep_original: bool = False
) -> Counter[str]:
    """Carry a plan out."""
    source = FileSource(path, wanted or Wanted(), MAC)
    hands = FileHands(source, DEFAULT, MAC, Stop(), keep_original=keep_original)
    done = plan.with_name(f"{plan.name}.done")
    with Ledger(done, {}) as ledger:
        return carry_out(plan, hands, ledger, tell=lambda *_: None, progress=lambda _: None, stop=Stop())[0]


def fixed(path: Path, wanted: Wanted | None = None) -> bytes:
    """The file after a fix."""
    plan = plan_of(path, path.with_name("the.plan"), wanted)
    apply(path, plan, wanted)
    plan.unlink()
    plan.with_name("the.plan.done").unlink()
    return path.read_bytes()


def units(path: Path, wanted: Wanted | None = None) -> bytes:
    """Everything the reader yields, one after the other: the file itself, or the reader is wrong."""
    from answerback.scanning.files.shapes import OneFile, shape_of
    from answerback.scanning.readers import Mark

    asked = wanted or Wanted()
    one = OneFile(path, path.name, asked.shape or shape_of(path))
    return b"".join(unit.raw for unit in units_of(one, asked, Mark()))
