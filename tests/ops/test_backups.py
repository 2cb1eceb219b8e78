"""A backup taken while the system runs comes back elsewhere, whole, and then dials nobody until a person says so."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.system import System
from tests.crash.visitor import Visitor
from tests.ops.deployment import Deployment

pytestmark = pytest.mark.slow


def rows(folder: Path, query: str) -> int:
    with sqlite3.connect(folder / "answerback.sqlite3", timeout=20) as database:
        return int(database.execute(query).fetchone()[0])


def demo(folder: Path) -> Deployment:
    """The command line of a demo: master key and secret lie in the folder."""
    one = Deployment(folder)
    one.variables = {"ANSWERBACK_DATA_DIR": str(folder)}
    return one


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Taken while a callback rings."""
    folder = tmp_path_factory.mktemp("running")
    target = tmp_path_factory.mktemp("kept") / "backup.tar.gz"
    system = System(folder / "data").start()
    try:
        user, agent = Visitor(system), Visitor(system)
        user.enter("Lanyue")
        agent.enter("Agent")
        user.press("/my/", "/demo/trouble")
        taken = demo(folder / "data").command("backup", str(target))
        assert taken.returncode == 0, taken.stderr
        again = demo(folder / "data").command("backup", str(target))
        assert (again.returncode, "exists" in again.stderr) == (2, True)
    finally:
        system.stop()
    yield target


def test_archive_is_its_owners_only(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_restored_system_dials_nobody_before_it_is_confirmed(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    restored = demo(folder)
    assert restored.command("restore", str(archive)).returncode == 0
    assert rows(folder, "SELECT count(*) FROM callbacks_callback WHERE state != 'done'") == 1
    assert restored.command("journal", "verify").returncode == 0

    system = System(folder).start()
    try:
        user = Visitor(system)
        user.enter("Lanyue")  # the restored keys open what they sealed
        ready = rows(folder, "SELECT count(*) FROM callbacks_callback WHERE ready_at IS NOT NULL")
        legs = rows(folder, "SELECT count(*) FROM telephony_leg")
        user.press("/my/", "/demo/trouble")
        time.sleep(3)  # three turns of the loops
        still = rows(folder, "SELECT count(*) FROM callbacks_callback WHERE ready_at IS NOT NULL")
        assert still == ready, "nothing more becomes ready"
        assert rows(folder, "SELECT count(*) FROM telephony_leg") == legs
        shown = restored.command("reconcile")
        assert (shown.returncode, "--confirm" in shown.stdout) == (0, True)
        assert (folder / "restored-and-held").exists()

        assert restored.command("reconcile", "--confirm").returncode == 0
        assert not (folder / "restored-and-held").exists()
    finally:
        system.stop()


def test_restore_overwrites_nothing(archive: Path, tmp_path: Path) -> None:
    restored = demo(tmp_path / "data")
    assert restored.command("restore", str(archive)).returncode == 0

    again = restored.command("restore", str(archive))

    assert (again.returncode, "data here already" in again.stderr) == (2, True)


@pytest.mark.parametrize("damage", ["not an archive", "a byte", "a member", "a stranger's path"])
def test_damaged_archive_is_refused_and_nothing_is_put_down(
    archive: Path, tmp_path: Path, damage: str
) -> None:
    broken = tmp_path / "broken.tar.gz"
    _damage(archive, broken, damage)

    ended = demo(tmp_path / "data").command("restore", str(broken))

    assert ended.returncode == 2
    assert "备份" in ended.stderr
    assert not (tmp_path / "data" / "answerback.sqlite3").exists()


def _damage(source: Path, target: Path, damage: str) -> None:
    content = source.read_bytes()
    if damage == "not an archive":
        target.write_bytes(b"PK\x03\x04 nothing of ours")
    elif damage == "a byte":
        target.write_bytes(content[: len(content) // 2] + b"\x00\x00" + content[len(content) // 2 + 2 :])
    else:
        _rebuild(source, target, replace=damage == "a member")


def _rebuild(source: Path, target: Path, *, replace: bool) -> None:
    """The same archive with another database, or with a member that would land elsewhere and no database."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        manifest = json.loads(old.extractfile("manifest.json").read())  # type: ignore[union-attr]
        if not replace:
            manifest["sha256"] = {"../escaped": "0" * 64}
        _add(new, "manifest.json", json.dumps(manifest).encode())
        if replace:
            for name in manifest["sha256"]:
                _add(new, name, b"another")
        else:
            _add(new, "../escaped", b"x")


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))
