"""The command line as an operator meets it: plain sentences, status 2 for what he can mend, no value in any trouble."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ops.deployment import Deployment
from tests.ops.test_production import CREATE

HEADER = "external_id,kind,matter_id,occurred_at,amount,currency,rail,phone\n"
GOOD = "u-1,payment_not_arrived,m-1,2026-11-20T10:00:00+08:00,12.50,CNY,bank_transfer,+8617000000031\n"
BAD = "u-2,payment_not_arrived,m-2,not a time,canary-amount,CNY,bank_transfer,+8617000000032\n"


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    one = Deployment(tmp_path_factory.mktemp("commands"))
    assert one.command("wallets", "list").returncode == 2, "before migrate: a sentence, not a traceback"
    assert one.command("migrate").returncode == 0
    assert one.command(*CREATE.split()).returncode == 0
    assert one.command(*CREATE.split()).returncode == 0, "the second time changes nothing"
    return one


def test_list_with_half_its_rows_bad_is_tried_then_taken(deployment: Deployment) -> None:
    file = deployment.folder / "list.csv"
    file.write_text(HEADER + GOOD + BAD, encoding="utf-8-sig")

    tried = deployment.command("events", "import", str(file), "--wallet", "lanyue", "--dry-run")
    taken = deployment.command("events", "import", str(file), "--wallet", "lanyue")
    again = deployment.command("events", "import", str(file), "--wallet", "lanyue")

    assert (tried.returncode, tried.stdout.splitlines()[0].startswith("1 ready")) == (1, True)
    assert "failed 1" in taken.stdout
    assert (taken.returncode, again.returncode) == (1, 1)
    failed = deployment.folder / "list.csv.failed.csv"
    assert "canary-amount" in failed.read_text(encoding="utf-8-sig")
    assert failed.stat().st_mode & 0o777 == 0o600
    assert "canary-amount" not in tried.stdout + tried.stderr + taken.stdout + taken.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("events import nowhere.csv --wallet lanyue", "No such file"),
        ("events import nowhere.csv --wallet nobody", "no wallet nobody"),
        ("keys rotate nonsense", "Purposes are"),
        ("keys destroy 0000", "no key 0000"),
        ("api-keys make backend --wallet lanyue --scope everything", "choose from"),
        ("api-keys revoke abk_live_none --wallet lanyue", "no such key"),
        ("customers erase --wallet lanyue --external-id nobody --yes", "no such customer"),
        ("journal verify --wallet nobody", "no wallet nobody"),
        ("restore nowhere.tar.gz", "data here already"),
        ("work", "serve"),
    ],
)
def test_what_the_operator_can_mend_is_one_sentence(deployment: Deployment, line: str, said: str) -> None:
    ended = deployment.command(*line.split())

    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_wrong_setting_is_named_without_its_value(deployment: Deployment) -> None:
    ended = deployment.command("wallets", "list", ANSWERBACK_PORT="canary-port")

    assert (ended.returncode, "ANSWERBACK_PORT" in ended.stderr) == (2, True)
    assert "canary-port" not in ended.stderr


def test_checkpoint_is_exported_and_a_journal_cut_short_is_found(
    deployment: Deployment, tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints"

    assert deployment.command("journal", "export", str(file)).returncode == 0
    assert deployment.command("journal", "verify", "--checkpoints", str(file)).returncode == 0
    file.write_text("x.y.z\n")
    forged = deployment.command("journal", "verify", "--checkpoints", str(file))
    assert (forged.returncode, "Traceback" in forged.stderr) == (2, False)


def test_doctor_says_where_each_setting_comes_from_but_no_secret(deployment: Deployment) -> None:
    seen = deployment.command("doctor")

    assert seen.returncode == 0, seen.stderr
    assert "ANSWERBACK_SECRET_KEY          environment  given" in seen.stdout
    assert deployment.variables["ANSWERBACK_SECRET_KEY"] not in seen.stdout


def test_key_is_made_listed_and_revoked(deployment: Deployment) -> None:
    make = "api-keys make backend --wallet lanyue --scope events:write"
    key = deployment.command(*make.split()).stdout.strip()
    listed = deployment.command("api-keys", "list", "--wallet", "lanyue").stdout
    prefix = listed.split()[0]
    revoked = deployment.command("api-keys", "revoke", prefix, "--wallet", "lanyue")

    assert key.startswith(prefix)
    assert key not in listed
    assert revoked.returncode == 0
    assert "revoked" in deployment.command("api-keys", "list", "--wallet", "lanyue").stdout
