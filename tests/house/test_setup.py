"""`make` on a machine that lacks something says in one sentence, in both languages, what to install."""

import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

FIND = ROOT / "scripts" / "find_python.sh"


def machine(folder: Path, **programs: str) -> dict[str, str]:
    """An environment whose PATH holds the bare tools of a shell and these programs alone."""
    for name, text in {"sh": "", **programs}.items():
        if name == "sh":
            (folder / "sh").symlink_to("/bin/sh")
        else:
            (folder / name).write_text(f"#!/bin/sh\n{text}\n")
            (folder / name).chmod(0o755)
    return {"PATH": str(folder), "HOME": str(folder)}


def find(environment: dict[str, str]) -> tuple[int, str, str]:
    done = subprocess.run(
        ["/bin/sh", str(FIND)], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_good_python_is_found(tmp_path):
    code, found, said = find(machine(tmp_path, python3=f'exec "{sys.executable}" "$@"'))
    assert (code, Path(found).resolve(), said) == (0, Path(sys.executable).resolve(), "")


def test_too_old_python_is_named_with_what_to_install(tmp_path):
    old = """case "$2" in *print*) echo 3.9 ;; *) exit 1 ;; esac"""
    code, found, said = find(machine(tmp_path, python3=old))
    chinese, english = said.splitlines()
    assert (code, found) == (1, "")
    assert chinese.startswith("需要 Python 3.11 或更新的版本（现有：3.9）")
    assert english.startswith("Python 3.11 or newer is needed (found: 3.9): install it")


def test_no_python_at_all_is_said(tmp_path):
    code, _, said = find(machine(tmp_path))
    assert (code, said.splitlines()[1].partition(":")[0]) == (1, "Python 3.11 or newer is needed (found")


def test_missing_venv_module_is_named_with_its_package(tmp_path):
    without = """case "$2" in *ensurepip*) exit 1 ;; *print*) echo python3.11-venv ;; esac"""
    code, _, said = find(machine(tmp_path, python3=without))
    chinese, english = said.splitlines()
    assert code == 1
    assert "sudo apt install python3.11-venv" in chinese
    assert english == (
        "Python's venv module is missing: install it "
        "(Debian, Ubuntu: sudo apt install python3.11-venv), then run make again."
    )


def test_broken_shim_is_passed_over_for_a_newer_python_that_runs(tmp_path):
    environment = machine(tmp_path, python3="exit 127", **{"python3.13": f'exec "{sys.executable}" "$@"'})
    assert find(environment)[0] == 0
