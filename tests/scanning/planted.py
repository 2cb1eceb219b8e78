"""Secrets for the tests of scanning, and how a scan and a fix are run without a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from answerback.guard.stored import keyed

ROOT = Path(__file__).parents[2]
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"
SEED_ZH = "验证码是420774"
CARD, CODE, PASSWORD = "6222021234567890128", "420774", "abc12345"
MAC = keyed(bytes(range(32)))


def guard(*arguments: str | Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`answerback guard …` in a process of its own, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "answerback.ops.entry", "guard", *map(str, arguments)],
        env=environment(folder) | variables, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def environment(folder: Path) -> dict[str, str]:
    """Of a machine of our own: data beside the folder, the language of the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ANSWERBACK_", "LC_", "LANG"))
    }
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    data = folder.parent / f"{folder.name}-data"
    return kept | {
        "ANSWERBACK_DATA_DIR": str(data),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
    }


def reported(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The lines of `--json`."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def findings(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str, str, str]]:
    """(source, row, part, kind) of each finding."""
    found = [line for line in reported(done) if line["type"] in ("finding", "change")]
    return [(line["source"], line["row"], line["part"], line["kind"]) for line in found]


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
