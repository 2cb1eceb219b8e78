"""From nothing to the first page: a fresh clone in an empty folder, `make`, until the first 200.

    python3 scripts/measure_first_page.py [--warm] [--port 18080]

`--warm` keeps uv's and pip's caches; without it they are empty too. Needs only the standard library. Leaves
nothing behind; docs/benchmarks holds the results.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 180


def measure(folder: Path, *, port: int, warm: bool) -> None:
    """Print the seconds of each step: clone, first page, stop, second first page, stop."""
    environment = dict(os.environ)
    if not warm:
        environment |= {"UV_CACHE_DIR": str(folder / "cache"), "PIP_NO_CACHE_DIR": "1"}
    clone = folder / "answerback"
    began = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone)], check=True)
    report("clone", began)
    for round_ in ("nothing to first page", "second start to first page"):
        began = time.monotonic()
        demo = start(clone, environment, port)
        try:
            wait_for_page(demo, port)
            report(round_, began)
        finally:
            began = time.monotonic()
            code = stop(demo)
        report(f"stop on Ctrl-C (exit {code})", began)


def start(clone: Path, environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    """`make` in a process group of its own, so that it can be stopped as a terminal would."""
    log = (clone.parent / "log").open("ab")
    return subprocess.Popen(
        ["make", f"PORT={port}"],
        cwd=clone,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def wait_for_page(demo: subprocess.Popen[bytes], port: int) -> None:
    """Ask for / until it answers 200; fail if `make` ends first or patience does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and demo.poll() is None:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/", timeout=5) as page:
                if page.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("no page: make ended or took too long; its output is above")


def stop(demo: subprocess.Popen[bytes]) -> int:
    """What Ctrl-C does: SIGINT to the whole group. Returns the exit code."""
    if demo.poll() is None:
        os.killpg(demo.pid, signal.SIGINT)
    return demo.wait(timeout=30)


def report(step: str, began: float) -> None:
    print(f"{step:32} {time.monotonic() - began:6.1f} s", flush=True)


def main() -> None:
    """Read the arguments, measure in a temporary folder; on failure show what `make` said."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--warm", action="store_true", help="keep the caches of uv and pip")
    parser.add_argument("--port", type=int, default=18080)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="answerback-measure-") as name:
        try:
            measure(Path(name), port=options.port, warm=options.warm)
        except (SystemExit, subprocess.SubprocessError):
            sys.stdout.write((Path(name) / "log").read_text("utf-8", errors="replace"))
            raise


if __name__ == "__main__":
    main()
