"""`answerback proof verify`: the exit status and the last line say whether a proof holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.passport.issuing import CALLEE, CALLER, CLAIMS, NOON, certificate, jwk, number_list, pem, token_of


def run(*options: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "answerback.ops.entry", "proof", "verify", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "token").write_text(f"{token_of()}\n")
    (tmp_path / "late").write_bytes(b"\xff\xfe.\x00.")
    (tmp_path / "jwk").write_text(json.dumps(jwk()))
    (tmp_path / "list").write_text("[]")
    (tmp_path / "cert").write_bytes(pem(certificate(number_list(CALLER))))
    return tmp_path


def asked(files: Path, token: str = "token", orig: str = CALLER, **key: str) -> list[str]:
    named = [each for name, file in key.items() for each in (f"--{name}", str(files / file))]
    return ["--token", str(files / token), *named, "--orig", orig, "--dest", CALLEE, "--at", str(NOON)]


@pytest.mark.parametrize("key", [{"jwk": "jwk"}, {"cert": "cert"}])
def test_proof_that_holds_ends_with_nought(files: Path, key: dict[str, str]) -> None:
    status, said, complained = run(*asked(files, **key))
    assert (status, complained) == (0, "")
    assert json.loads(said.splitlines()[-1]) == {"valid": True, "claims": CLAIMS, "unchecked": []}


def test_proof_that_does_not_hold_ends_with_one_and_its_reason(files: Path) -> None:
    given = ({"orig": "1"}, {"token": "late"}, {"jwk": "list"}, {"jwk": "list", "token": "late"})
    found = [run(*asked(files, **({"jwk": "jwk"} | each))) for each in given]
    assert [(status, json.loads(said)["valid"], json.loads(said)["reason"]) for status, said, _ in found] == [
        (1, False, "orig"),
        (1, False, "malformed"),
        (1, False, "signature"),
        (1, False, "malformed"),
    ]


def test_unreadable_file_or_wrong_option_ends_with_two(files: Path) -> None:
    given = [
        asked(files, jwk="none"),
        asked(files),
        asked(files, jwk="jwk", anchor="cert"),
    ]
    found = [run(*each) for each in given]
    assert [(status, said) for status, said, _ in found] == [(2, "")] * 3
    assert all("answerback proof" in complained and "Traceback" not in complained for *_, complained in found)
