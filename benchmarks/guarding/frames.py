"""The templates of `frames/`, by book, file and group.

Four books: `FIRST` was shown to whoever mends the engine, with what it missed; of `SECOND` the classes that fell short
were; `THIRD` was written when the engine had been mended with both, and nothing was mended after its first reading.
`FOURTH` was written after that, measured once before anything was mended, and then shown.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "frames"
ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "␣": " "}


@cache
def read(path: Path) -> dict[str, list[str]]:
    """Lines by group: `[sms]` begins one; a line with a hole is never a heading."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("[") and line.endswith("]") and "«" not in line:
            current = found.setdefault(line[1:-1], [])
            continue
        for written, meant in ESCAPES.items():
            line = line.replace(written, meant)
        current.append(line)
    return found


@dataclass(frozen=True)
class Book:
    folder: Path

    def groups(self, name: str) -> dict[str, list[str]]:
        """`FIRST.groups("seed")["sms"]`: lines of frames/first/seed.txt under `[sms]`."""
        return read(self.folder / f"{name}.txt")

    def of(self, name: str, *wanted: str) -> list[str]:
        """All templates of the groups whose name begins with one of `wanted`."""
        return [
            line for group, lines in self.groups(name).items() if group.startswith(wanted) for line in lines
        ]


FIRST, SECOND, THIRD, FOURTH = (Book(FOLDER / name) for name in ("first", "second", "third", "fourth"))


def words(group: str) -> list[str]:
    return " ".join(read(FOLDER / "words.txt")[group]).split()
