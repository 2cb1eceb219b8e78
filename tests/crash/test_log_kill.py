"""`kill -9` while the log gives places and signs: no checkpoint is ever contradicted, no leaf lost or doubled."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from answerback.passport.merkle import Tree, has_only_grown, leaf_hash
from answerback.passport.notes import Checkpoint, read_checkpoint

KILLS = 8
STARTS_WITHIN_SECONDS = 90


def run_and_kill(folder: Path, turn: int) -> list[list[str]]:
    """What a keeper said before it was killed, a few hundredths of a second after it began to close an interval."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ANSWERBACK_")}
    environment |= {
        "ANSWERBACK_MODE": "demo",
        "ANSWERBACK_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "answerback.settings",
    }
    command = [sys.executable, "-m", "tests.crash.keep_log", str(turn * 1000)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said, end, closed = [], time.monotonic() + STARTS_WITHIN_SECONDS, 0
    for line in process.stdout:
        said.append(json.loads(line))
        closed += said[-1][0] == "closing"
        if closed > 2 + turn % 3 or time.monotonic() > end:
            break
    time.sleep(0.004 * turn)
    process.kill()
    rest, _ = process.communicate()
    return said + [json.loads(line) for line in rest.splitlines(keepends=True) if line.endswith("]\n")]


def leaves_of(folder: Path) -> tuple[list[bytes], dict[str, int | None]]:
    """The entries in the published tiles, in their order, and the place of each leaf by its id."""
    with sqlite3.connect(folder / "answerback.sqlite3", timeout=20) as database:
        tiles = database.execute(
            "SELECT octets FROM journal_tile WHERE level = -1 ORDER BY number"
        ).fetchall()
        placed = database.execute("SELECT id, place FROM journal_leaf").fetchall()
    entries = []
    for (octets,) in tiles:
        while octets:
            length = int.from_bytes(octets[:2], "big")
            entries.append(octets[2 : 2 + length])
            octets = octets[2 + length :]
    return entries, dict(placed)


@pytest.mark.slow
def test_log_killed_while_it_signs_tells_one_history_and_loses_nothing(tmp_path: Path) -> None:
    said = [line for turn in range(KILLS) for line in run_and_kill(tmp_path, turn)]
    heads = [read_checkpoint(line[1].partition("\n\n")[0] + "\n") for line in said if line[0] == "signed"]
    entries, places = leaves_of(tmp_path)
    tree = Tree([leaf_hash(entry) for entry in entries])

    assert len(heads) > KILLS
    by_size = {head.size: head for head in heads}
    assert all(by_size[head.size] == head for head in heads)
    assert [head for head in heads if tree.root(head.size) != head.root] == []
    assert all(grown(tree, one, two) for one, two in itertools.pairwise(heads))
    appended = {line[1].replace("-", ""): bytes.fromhex(line[2]) for line in said if line[0] == "appended"}
    assert appended.keys() <= places.keys()
    standing = {id: place for id, place in places.items() if place is not None}
    assert len(set(standing.values())) == len(standing)
    assert [id for id in standing.keys() & appended.keys() if entries[standing[id]] != appended[id]] == []


def grown(tree: Tree, one: Checkpoint, two: Checkpoint) -> bool:
    path = tree.consistency(one.size, two.size)
    return has_only_grown(one.size, one.root, two.size, two.root, path)
