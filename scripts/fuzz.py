"""Looks for a text that breaks a promise of the guard, for as long as it is told.

    python -m scripts.fuzz --seconds 3600 --target secrets --target watched --out /tmp/fuzz

Guided by coverage where `atheris` (libFuzzer) is installed, otherwise by chance. What breaks does not end the
search: each kind of failure is written once, with its text, into the folder; `figures.json` there has the count.
"""

import argparse
import hashlib
import json
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, process_time

try:
    import atheris  # type: ignore[import-untyped]
except ModuleNotFoundError:
    atheris = None

if atheris is None:
    from tests.fuzz import other_promises, promises, texts
else:
    with atheris.instrument_imports(include=["answerback"]):
        from tests.fuzz import other_promises, promises, texts

SLOW_SECONDS = 0.5
"""Of CPU time for one promise about a text of at most 4,000 characters; the median is a thousandth of it."""
WRITE_EVERY = 2_000


TARGETS: dict[str, tuple[Callable[[str], None], list[str]]] = {
    "secrets": (promises.secrets, texts.PIECES),
    "between_lines": (promises.between_lines, texts.PIECES),
    "watched": (promises.watched, texts.PIECES),
    "links": (other_promises.links, other_promises.LINK_PIECES),
    "messages": (other_promises.messages, other_promises.MESSAGE_PIECES),
    "numbers": (other_promises.numbers, other_promises.NUMBER_PIECES),
}


class Search:
    """One run over some targets: counts, and the first text of every kind of failure."""

    def __init__(self, targets: Sequence[str], folder: Path, seconds: float) -> None:
        self.targets, self.folder, self.seconds = targets, folder, seconds
        self.began, self.executions, self.characters = monotonic(), 0, 0
        self.slowest, self.failures = 0.0, Counter[str]()
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, data: bytes) -> None:
        """One execution: every target sees the text that these bytes give in its own pieces."""
        self.executions += 1
        for target in self.targets:
            promise, pieces = TARGETS[target]
            self.ask(target, promise, texts.text_of(data, pieces))
        if self.executions % WRITE_EVERY == 0 or self.is_over():
            self.write()

    def ask(self, target: str, promise: Callable[[str], None], text: str) -> None:
        self.characters += len(text)
        started = process_time()
        try:
            promise(text)
        except Exception as broken:  # noqa: BLE001 any exception at all is looked for
            self.note(target, place_of(broken), text)
        spent = process_time() - started
        self.slowest = max(self.slowest, spent)
        if spent > SLOW_SECONDS:
            self.note(target, "slow", text)

    def note(self, target: str, failure: str, text: str) -> None:
        name = f"{target}: {failure}"
        self.failures[name] += 1
        shorter = self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:12]}.json"
        if self.failures[name] == 1 or len(text) < len(json.loads(shorter.read_text())["text"]):
            shorter.write_text(json.dumps({"failure": name, "text": text}))
            self.write()

    def is_over(self) -> bool:
        return monotonic() - self.began > self.seconds

    def write(self) -> None:
        figures = {
            "guided_by_coverage": atheris is not None,
            "targets": list(self.targets),
            "seconds": round(monotonic() - self.began),
            "cpu_seconds": round(process_time()),
            "executions": self.executions,
            "characters": self.characters,
            "slowest_cpu_seconds": round(self.slowest, 3),
            "failures": dict(self.failures),
        }
        (self.folder / "figures.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1))


def place_of(broken: Exception) -> str:
    """The promise, or the exception with the line that raised it."""
    if isinstance(broken, promises.Broken):
        return broken.promise
    last = traceback.extract_tb(broken.__traceback__)[-1]
    return f"{type(broken).__name__} in {Path(last.filename).name}:{last.lineno}"


def starts() -> list[bytes]:
    """A secret behind every frame, two secrets glued together, and longer mixtures of everything."""
    dice = random.Random(20261122)  # noqa: S311 repeatable, not secret
    framed = [texts.recipe_of(frame, secret) for frame in texts.FRAMES for secret in texts.SECRETS]
    glued = [texts.recipe_of(one, two) for one in texts.SECRETS for two in texts.SECRETS]
    mixed = [texts.recipe_of(*dice.choices(texts.PIECES, k=dice.randint(4, 24))) for _ in range(400)]
    return [*framed, *glued, *mixed]


def by_chance(search: Search) -> None:
    dice, pool = random.Random(search.seconds), starts()  # noqa: S311 repeatable, not secret
    while not search.is_over():
        data = bytearray(dice.choice(pool))
        for _ in range(dice.randint(1, 12)):
            change(dice, data, pool)
        search.run(bytes(data))


def change(dice: random.Random, data: bytearray, pool: Sequence[bytes]) -> None:
    place = dice.randrange(len(data) + 1)
    kind = dice.randrange(4)
    if kind == 0:
        data[place:place] = dice.randbytes(2)
    elif kind == 1:
        data[place : place + 2] = dice.randbytes(2)
    elif kind == 2:
        del data[place : place + 2 * dice.randint(1, 8)]
    else:
        data[place:place] = dice.choice(pool)[1:]


def by_coverage(search: Search) -> None:
    corpus = search.folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for data in starts():
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    options = [
        f"-max_total_time={int(search.seconds)}",
        "-max_len=200",
        "-timeout=60",
        "-len_control=0",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], search.run)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--target", action="append", choices=sorted(TARGETS))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    search = Search(given.target or sorted(TARGETS), given.out, given.seconds)
    try:
        by_chance(search) if atheris is None else by_coverage(search)
    finally:
        search.write()


if __name__ == "__main__":
    main()
