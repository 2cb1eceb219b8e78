"""`answerback history`: made by command, made again for nothing, refused where other callbacks are."""

import json
import os
import subprocess
import sys
from pathlib import Path

ASKED = ("--callbacks", "12", "--seed", "3", "--until", "2025-05-03")


def _history(folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, with a database of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSWERBACK_")}
    environment = kept | {"ANSWERBACK_DATA_DIR": str(folder), "ANSWERBACK_MODE": "demo"}
    command = [sys.executable, "-m", "answerback.ops.entry", "history", *asked]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_history_is_made_once_and_its_truth_is_written_beside_it(tmp_path: Path) -> None:
    first, second = _history(tmp_path, *ASKED), _history(tmp_path, *ASKED)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout.startswith("callbacks 12, ")
    assert second.stdout.startswith("callbacks 0, ")
    truth = json.loads((tmp_path / "history-truth-3-12.json").read_text("utf-8"))
    assert truth["order"] == {"seed": 3, "callbacks": 12, "until": "2025-05-03 12:00:00+00:00"}
    assert len(truth["planted"]["campaigns"]) == 8

    other = _history(tmp_path, "--callbacks", "12", "--seed", "4", "--until", "2025-05-03")
    assert other.returncode == 2
    assert "演示钱包里已有别的回访" in other.stderr


def test_a_day_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    refused = _history(tmp_path, "--until", "yesterday")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("--until wants a day")
