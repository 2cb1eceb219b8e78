"""Starts each peer in its own environment and brings its answers back; a peer that is missing is "not run"."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.guarding.peers import PEERS
from benchmarks.guarding.scoring import Answer

SCRIPT = Path(__file__).parent / "peers.py"
HALF = 0.5


@dataclass(frozen=True)
class Run:
    """Answers to each batch, and the CPU seconds they took."""

    name: str
    version: str
    answers: tuple[tuple[Answer, ...], ...]
    cpu_seconds: tuple[float, ...]


def runs(folder: Path | None, rules: Path, batches: Sequence[Sequence[str]]) -> Iterator[Run | str]:
    """A run of each peer, or its name if it could not be run."""
    for name in PEERS:
        yield run(folder, rules, name, batches) or name


def run(folder: Path | None, rules: Path, name: str, batches: Sequence[Sequence[str]]) -> Run | None:
    if folder is None or not (folder / "bin" / "python").exists():
        return None
    command = [str(folder / "bin" / "python"), str(SCRIPT), name, str(rules)]
    asked = json.dumps({"batches": batches})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    told = json.loads(done.stdout)
    answers = tuple(tuple(answer(hits, 0) for hits in batch["hits"]) for batch in told["batches"])
    return Run(name, told["version"], answers, tuple(batch["cpu_seconds"] for batch in told["batches"]))


def answer(hits: Sequence[Sequence[object]], least: float) -> Answer:
    return Answer(
        tuple(
            (str(kind), int(str(start)), int(str(end)))
            for kind, start, end, score in hits
            if float(str(score)) >= least
        )
    )
