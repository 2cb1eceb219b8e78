"""Nothing of the place where this was written gets into the tree, and no index or host into the locks."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT, nothing

TEXT = {
    ".py",
    ".md",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".toml",
    ".json",
    ".po",
    ".sh",
    ".in",
    ".yml",
    ".yaml",
    ".csv",
    "",
}
# Built from pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(
    "|".join(("/wo" + r"rk/\w", "/ro" + r"ot/\w", "/ho" + r"me/(?!me/|you/)\w", "/Us" + r"ers/\w"))
)
LOCKS = sorted(ROOT.glob("requirements*.txt"))
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE | re.IGNORECASE)


def tracked() -> list[Path]:
    """Every file that git tracks; all files of the source where this is no clone."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        return [
            path for folder in ("src", "tests", "scripts", "docs") for path in (ROOT / folder).rglob("*.*")
        ]
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_tracked_file_never_names_a_path_of_somebodys_machine():
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in tracked()
        if path.suffix in TEXT and path.name != "LICENSE"
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    nothing(found)


def test_nothing_built_is_tracked():
    built = {".mo", ".pyc", ".sqlite3"}
    nothing([path.relative_to(ROOT).as_posix() for path in tracked() if path.suffix in built])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_names_no_host_and_hashes_everything(lock):
    text = lock.read_text("utf-8")
    unhashed = [
        block
        for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE)
        if "==" in block and "--hash" not in block
    ]
    assert (re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text), unhashed) == ([], [])


def test_locks_agree_on_every_version():
    pins: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in PIN.findall(lock.read_text("utf-8")):
            pins.setdefault(name.lower(), set()).add(version)
    nothing([f"{name}: {sorted(versions)}" for name, versions in pins.items() if len(versions) > 1])


def test_lock_holds_everything_that_its_source_asks_for():
    missing = [
        f"{source.name}: {name}"
        for source in ROOT.glob("requirements*.in")
        for name in re.findall(r"^([a-z0-9][\w.-]*)", source.read_text("utf-8"), re.MULTILINE | re.IGNORECASE)
        if name.lower()
        not in {pin.lower() for pin, _ in PIN.findall(source.with_suffix(".txt").read_text("utf-8"))}
    ]
    nothing(missing)
