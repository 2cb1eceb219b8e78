"""The templates of `frames/*.txt`, by file and group."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "frames"
ESCAPES = {"\\n": "\n", "\\t": "\t"}


@cache
def groups(name: str) -> dict[str, list[str]]:
    """`groups("seed")["sms"]`: lines of frames/seed.txt under `[sms]`."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("[") and line.endswith("]") and "«" not in line:
            current = found.setdefault(line[1:-1], [])
            continue
        for written, meant in ESCAPES.items():
            line = line.replace(written, meant)
        current.append(line)
    return found


def of(name: str, *wanted: str) -> list[str]:
    """All templates of the groups whose name begins with one of `wanted`; of all groups without any."""
    return [
        line
        for group, lines in groups(name).items()
        if not wanted or group.startswith(wanted)
        for line in lines
    ]


def words(group: str) -> list[str]:
    return " ".join(groups("words")[group]).split()
