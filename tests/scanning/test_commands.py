"""`answerback guard scan` and `fix` as an engineer runs them: words, exit statuses, and killed half-way."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.scanning.planted import CARD, SEED, environment, findings, fresh, guard, reported

LINES = 20_000
SECRETS = (SEED, CARD, "482913", "420774", "abc12345")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fresh(tmp_path / "here")


@pytest.fixture(scope="module")
def large() -> bytes:
    """JSON lines, one in a hundred with something to find."""
    dice = random.Random(5)
    lines = []
    for number in range(LINES):
        note = f"客户第 {number} 次来电，转账 {dice.randrange(10_000)} 元没有到账，已安排回访。"
        secret = dice.choice((f"验证码{dice.randrange(100_000, 999_999)}", SEED, f"卡号{CARD}"))
        lines.append(
            json.dumps({"id": number, "note": secret if number % 100 == 7 else note}, ensure_ascii=False)
        )
    return "\n".join(lines).encode()


def test_scan_tells_places_and_never_the_secret(folder: Path) -> None:
    (folder / "a.csv").write_text(f"id,note,otp\n1,{SEED},482913\n", "utf-8")

    done = guard("scan", "a.csv", folder=folder, LANG="C.UTF-8")

    assert done.returncode == 1, done.stderr
    assert "a.csv:2:note\trecovery phrase\t0–75\t0.99\t" in done.stdout
    assert "Found: one-time code 1, recovery phrase 1." in done.stdout
    assert [secret for secret in SECRETS if secret in done.stdout + done.stderr] == []


def test_scan_speaks_the_language_of_the_terminal(folder: Path) -> None:
    (folder / "a.csv").write_text("id,note\n1,验证码420774\n", "utf-8")

    done = guard("scan", "a.csv", folder=folder, LANG="zh_CN.UTF-8")

    assert "a.csv:2:note\t一次性验证码\t3–9\t0.95\t" in done.stdout
    assert "共发现：一次性验证码 1。" in done.stdout


def test_nothing_found_ends_with_0_and_no_source_with_2(folder: Path) -> None:
    (folder / "a.csv").write_text("id,note\n1,好的\n", "utf-8")

    assert guard("scan", "a.csv", folder=folder).returncode == 0
    missing = guard("scan", "b.csv", folder=folder)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "b.csv" in missing.stderr
    assert guard("scan", "postgresql://nobody:geheim@127.0.0.1:1/x", folder=folder).returncode == 2


def test_what_could_not_be_read_is_not_called_clean(folder: Path) -> None:
    (folder / "a.bin").write_bytes(b"\0\1\2")

    assert guard("scan", ".", folder=folder).returncode == 2


def test_policy_of_the_run_counts(folder: Path) -> None:
    (folder / "a.txt").write_text("请联系 a@example.com 或 17000000088\n", "utf-8")
    (folder / "policy.json").write_text('{"kinds": {"email": "leave"}}')
    (folder / "wrong.json").write_text('{"kinds": {"seed_phrase": "leave"}}')

    assert findings(guard("scan", "a.txt", "--json", "--policy", "policy.json", folder=folder)) == [
        ("a.txt", "1", "", "phone")
    ]
    wrong = guard("scan", "a.txt", "--policy", "wrong.json", folder=folder)
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_same_secret_has_the_same_fingerprint_in_every_file(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{SEED}\n")
    (folder / "b.csv").write_text(f"id,x\n1,{SEED}\n")

    done = guard("scan", ".", "--json", folder=folder)

    prints = {line["fingerprint"] for line in reported(done) if line["type"] == "finding"}
    assert len(prints) == 1
    assert (folder.parent / "here-data" / "guard_key").stat().st_mode & 0o777 == 0o600


def test_fix_changes_nothing_before_its_plan_is_carried_out(folder: Path) -> None:
    file, plan = folder / "a.csv", folder / "a.csv.fix-plan.jsonl"
    before = f"id,note\n1,{SEED}\n"
    file.write_text(before)
    file.chmod(0o640)

    dry = guard("fix", "a.csv", folder=folder)
    assert (dry.returncode, file.read_text()) == (1, before)
    assert [secret for secret in SECRETS if secret in plan.read_text()] == []
    assert plan.stat().st_mode & 0o777 == 0o600

    done = guard("fix", "a.csv", "--apply", plan.name, folder=folder)
    assert (done.returncode, file.read_text()) == (0, "id,note\n1,‹seed_phrase›\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in folder.iterdir()) == ["a.csv", plan.name, f"{plan.name}.done"]

    again = guard("fix", "a.csv", "--apply", plan.name, folder=folder)
    assert again.returncode == 0
    assert guard("fix", "a.csv", folder=folder).returncode == 0


def test_file_changed_since_the_plan_is_left_alone(folder: Path) -> None:
    file = folder / "a.csv"
    file.write_text(f"id,note\n1,{SEED}\n")
    guard("fix", "a.csv", folder=folder)
    file.write_text(f"id,note\n1,{SEED}\n2,new\n")

    done = guard("fix", "a.csv", "--apply", "a.csv.fix-plan.jsonl", folder=folder)

    assert (done.returncode, file.read_text()) == (1, f"id,note\n1,{SEED}\n2,new\n")


def test_altered_plan_and_a_plan_for_another_source_are_refused(folder: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(f"id,note\n1,{SEED}\n")
    guard("fix", "a.csv", folder=folder)
    plan = folder / "a.csv.fix-plan.jsonl"

    assert guard("fix", "b.csv", "--apply", plan.name, folder=folder).returncode == 2
    plan.write_text(plan.read_text().replace("a.csv", "b.csv"))
    assert guard("fix", "a.csv", "--apply", plan.name, folder=folder).returncode == 2
    assert (folder / "b.csv").read_text() == f"id,note\n1,{SEED}\n"


def test_original_is_kept_only_when_asked_and_said_to_be_dangerous(folder: Path) -> None:
    (folder / "a.csv").write_text(f"id,note\n1,{SEED}\n")
    guard("fix", "a.csv", folder=folder)

    done = guard(
        "fix", "a.csv", "--apply", "a.csv.fix-plan.jsonl", "--keep-original", folder=folder, LANG="C.UTF-8"
    )

    assert (folder / "a.csv.original").read_text() == f"id,note\n1,{SEED}\n"
    assert (folder / "a.csv.original").stat().st_mode & 0o777 == 0o600
    assert "still hold every secret" in done.stderr


def started(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "answerback.ops.entry", "guard", *arguments],
        env=environment(folder), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def killed_in_the_middle(
    *arguments: str, folder: Path, marks: Path, with_signal: int = signal.SIGKILL
) -> int:
    """Start, wait for the next mark, and end the process; its exit status."""
    before = marks.read_bytes().count(b'"mark"') if marks.exists() else 0
    running = started(*arguments, folder=folder)
    while running.poll() is None and (not marks.exists() or marks.read_bytes().count(b'"mark"') <= before):
        time.sleep(0.02)
    running.send_signal(with_signal)
    return running.wait()


@pytest.mark.slow
def test_scan_killed_again_and_again_reports_what_an_undisturbed_one_does(folder: Path, large: bytes) -> None:
    (folder / "a.jsonl").write_bytes(large)
    undisturbed = guard("scan", "a.jsonl", "--json", folder=folder)
    scan = ("scan", "a.jsonl", "--json", "--state", "state")

    assert killed_in_the_middle(*scan, folder=folder, marks=folder / "state") == -signal.SIGKILL
    assert (
        killed_in_the_middle(*scan, folder=folder, marks=folder / "state", with_signal=signal.SIGINT) == 130
    )
    last = guard(*scan, folder=folder)

    assert last.returncode == 1
    assert reported(last) == reported(undisturbed)
    assert len(findings(last)) == LINES // 100


@pytest.mark.slow
def test_fix_killed_in_the_middle_leaves_the_old_file_whole_and_goes_on(folder: Path, large: bytes) -> None:
    file, plan = folder / "a.jsonl", folder / "a.jsonl.fix-plan.jsonl"
    file.write_bytes(large)
    dry, apply = ("fix", "a.jsonl"), ("fix", "a.jsonl", "--apply", plan.name)

    assert killed_in_the_middle(*dry, folder=folder, marks=plan) == -signal.SIGKILL
    assert guard(*dry, folder=folder).returncode == 1
    assert file.read_bytes() == large
    done = folder / f"{plan.name}.done"
    assert killed_in_the_middle(*apply, folder=folder, marks=done) == -signal.SIGKILL
    assert file.read_bytes() == large
    assert guard(*apply, folder=folder).returncode == 0

    before, after = large.decode().splitlines(), file.read_text("utf-8").splitlines()
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert changed == list(range(7, LINES, 100))
    assert not list(folder.glob("*.answerback-fix"))
