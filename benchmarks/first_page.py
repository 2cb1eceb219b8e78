"""From nothing to the first page: a fresh clone in an empty folder with empty caches, `make`, until the first 200.

python -m benchmarks.first_page

Against the floor: the same locked packages installed alone, by the same tool with empty caches.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import page

HOUSE = Path(__file__).resolve().parent.parent
STEP = re.compile(r"^(.+?) +([\d.]+) s$", re.MULTILINE)
PORT = "18670"


def main() -> None:
    """The whole way first, then its floor."""
    script = HOUSE / "scripts" / "measure_first_page.py"
    done = subprocess.run(
        [sys.executable, str(script), "--port", PORT], stdout=subprocess.PIPE, text=True, check=True
    )
    steps = {name.strip(): float(seconds) for name, seconds in STEP.findall(done.stdout)}
    floor = _packages_alone()
    whole = steps["nothing to first page"]
    page.write(
        "first_page",
        "From nothing to the first page",
        why="A fresh clone in an empty folder, no caches, then `make`: environment, packages, translations, database, "
        "demo data, until the first page is answered. The network's share depends on the package registry.",
        head=("", "seconds"),
        rows=[
            *((name, f"{seconds:.1f}") for name, seconds in steps.items()),
            ("floor: the locked packages alone", f"{floor:.1f}"),
        ],
        notes=[
            f"{page.ratio(whole, floor)} of installing the packages alone; one run, as a newcomer has only one",
        ],
    )


def _packages_alone() -> float:
    """Seconds for a virtual environment, uv and the locked packages, with empty caches."""
    with tempfile.TemporaryDirectory(prefix="answerback-bench-") as name:
        folder = Path(name)
        environment = os.environ | {"UV_CACHE_DIR": str(folder / "cache"), "PIP_NO_CACHE_DIR": "1"}
        python = folder / "venv" / "bin" / "python"
        lock = str(HOUSE / "requirements.txt")
        began = time.monotonic()
        for command in (
            [sys.executable, "-m", "venv", str(folder / "venv")],
            [
                str(python),
                "-m",
                "pip",
                "install",
                "-q",
                "--require-hashes",
                "-r",
                str(HOUSE / "requirements-boot.txt"),
            ],
            [
                str(python),
                "-m",
                "uv",
                "pip",
                "install",
                "-q",
                "--require-hashes",
                "-p",
                str(python),
                "-r",
                lock,
            ],
        ):
            subprocess.run(command, env=environment, check=True)
        return time.monotonic() - began


if __name__ == "__main__":
    main()
