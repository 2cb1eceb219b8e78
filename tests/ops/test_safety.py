"""Outside the demo nothing unsafe starts, and the refusal names the setting."""

import base64
from pathlib import Path
from typing import Any

import pytest

from answerback.configuration import Configuration, Mode
from answerback.ops.safety import faults
from answerback.storage.lease import AlreadyServing, hold_serving_lock
from tests.ops.deployment import Deployment

SAFE: dict[str, Any] = {
    "mode": Mode.PRODUCTION,
    "secret_key": "a-secret-for-one-test-0123456789-abcdefghij",
    "master_key": base64.b64encode(bytes(range(32))).decode(),
    "staff_origin": "https://desk.lanyue.test",
    "portal_origin": "https://my.lanyue.test",
    "public_origin": "https://check.lanyue.test",
    "turn_urls": "turn:turn.lanyue.test",
    "turn_secret": "turn-secret",
}


def unsafe(**changes: Any) -> list[str]:
    given = Configuration(_env_file=None, **SAFE | changes)
    return [fault.setting for fault in faults(given)]


def test_safe_settings_have_no_fault() -> None:
    assert unsafe() == []


@pytest.mark.parametrize(
    ("changes", "setting"),
    [
        ({"secret_key": ""}, "ANSWERBACK_SECRET_KEY"),
        ({"secret_key": "short"}, "ANSWERBACK_SECRET_KEY"),
        ({"secret_key": "a" * 60}, "ANSWERBACK_SECRET_KEY"),
        ({"staff_origin": "http://desk.lanyue.test"}, "ANSWERBACK_STAFF_ORIGIN"),
        ({"portal_origin": "http://my.lanyue.test"}, "ANSWERBACK_PORTAL_ORIGIN"),
        ({"public_origin": ""}, "ANSWERBACK_PUBLIC_ORIGIN"),
        ({"portal_origin": "https://desk.lanyue.test"}, "ANSWERBACK_*_ORIGIN"),
        ({"portal_origin": "https://desk.lanyue.test/"}, "ANSWERBACK_*_ORIGIN"),
        ({"turn_urls": ""}, "ANSWERBACK_TURN_URLS"),
        ({"turn_secret": ""}, "ANSWERBACK_TURN_URLS"),
        ({"master_key": "bm90IDMyIG9jdGV0cw=="}, "ANSWERBACK_MASTER_KEY"),
    ],
)
def test_each_fault_is_named(changes: dict[str, Any], setting: str) -> None:
    assert unsafe(**changes) == [setting]


def test_missing_master_key_is_a_fault() -> None:
    assert unsafe(master_key="") == ["ANSWERBACK_MASTER_KEY_FILE", "ANSWERBACK_MASTER_KEY"]


def test_master_key_file_that_others_may_read_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(SAFE["master_key"])
    file.chmod(0o640)

    assert "ANSWERBACK_MASTER_KEY_FILE" in unsafe(master_key="", master_key_file=file)

    file.chmod(0o600)
    assert unsafe(master_key="", master_key_file=file) == []


def test_debug_is_a_fault(settings: Any) -> None:
    settings.DEBUG = True

    assert unsafe() == ["DEBUG"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.lanyue.test"])  # noqa: S104  named to be refused
def test_demo_may_bind_loopback_only(host: str) -> None:
    assert unsafe(mode=Mode.DEMO, host=host) == ["ANSWERBACK_HOST"]
    assert unsafe(mode=Mode.DEMO, host="127.0.0.1") == []


def test_second_serving_process_on_sqlite_is_refused(tmp_path: Path) -> None:
    with hold_serving_lock(tmp_path / "serving.lock"), pytest.raises(AlreadyServing):
        hold_serving_lock(tmp_path / "serving.lock")


def test_server_with_unsafe_settings_does_not_start_and_says_which(tmp_path: Path) -> None:
    unsafe_one = Deployment(tmp_path, variables={"ANSWERBACK_SECRET_KEY": "canary-short-secret"})

    ended = unsafe_one.command("serve")

    assert ended.returncode == 2
    assert "ANSWERBACK_SECRET_KEY" in ended.stderr
    assert "canary-short-secret" not in ended.stdout + ended.stderr
    assert not (tmp_path / "answerback.sqlite3").exists()


def test_demo_on_an_open_address_does_not_start(tmp_path: Path) -> None:
    ended = Deployment(tmp_path).command("demo", ANSWERBACK_HOST="0.0.0.0")  # noqa: S104  refused here

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "ANSWERBACK_HOST" in ended.stderr
