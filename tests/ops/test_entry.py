"""The engines start without Django, Typer or settings, within a tenth of a second of processor time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from answerback.ops.entry import ENGINES

SOURCE = str(Path(__file__).parents[2] / "src")
HEAVY = {
    "django",
    "typer",
    "pydantic",
    "pydantic_settings",
    "rich",
    "structlog",
    "answerback.settings",
    "cryptography",
}
PROBE = """
import json, sys, time
from answerback.ops.entry import main
status = main()
print(json.dumps([status, time.process_time(), sorted(sys.modules)]), file=sys.stderr)
"""


def run(name: str, line: str) -> tuple[str, int, float, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, name], input=line, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": SOURCE, "PATH": "/usr/bin", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    status, seconds, modules = json.loads(done.stderr.splitlines()[-1])
    return done.stdout, status, seconds, set(modules)


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"proof"}))
def test_engine_imports_nothing_heavy(name: str) -> None:
    line = '{"id": 1, "text": "+86 170 0000 0088"}\n'

    answer, status, _seconds, modules = run(name, line)

    assert (len(answer.splitlines()), status) == (1, 0)
    assert isinstance(json.loads(answer), dict)
    assert modules & HEAVY == set()


def test_proof_starts_without_what_its_options_do_not_need() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "answerback.ops.entry", "proof", "verify", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": SOURCE})

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert ("--token FILE" in done.stdout, imported & HEAVY - {"cryptography"}) == (True, set())


def test_numbers_wait_for_their_tables_until_a_number_comes() -> None:
    _answer, status, _seconds, modules = run("number", "")

    assert status == 0
    assert "phonenumbers.geodata" not in modules


def test_word_that_names_no_engine_is_left_to_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "answerback.ops.entry", "nonsense"],
        capture_output=True, text=True, check=False, env={"PYTHONPATH": SOURCE, "PATH": "/usr/bin"},
    )  # fmt: skip

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
