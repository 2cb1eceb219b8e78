"""The signed list as its holders and an auditor meet it on the command line, and as the product serves it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from answerback.ops.passphrases import ask_new, ask_two
from answerback.ops.said import Stopped
from tests.ops.deployment import Deployment
from tests.ops.test_production import CREATE

THREE = "--passphrase 1=1 --passphrase 2=2 --passphrase 3=3"
TWO = "--passphrase 1=1 --passphrase 3=3"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """After the key ceremony, with the root files taken away."""
    one = Deployment(tmp_path_factory.mktemp("registry"))
    for holder in (1, 2, 3):
        (one.folder / str(holder)).write_text(f"holder {holder} has a long passphrase\n")
    assert one.command("migrate").returncode == 0
    made = one.command(*CREATE.split())
    assert made.returncode == 0, made.stderr
    ended = one.command("channels", "publish", *THREE.split())
    assert ended.returncode == 0, ended.stderr
    return one


@pytest.fixture
def deployment(begun: Deployment, tmp_path: Path) -> Deployment:
    """A copy that each test may spoil."""
    shutil.copytree(begun.folder, tmp_path / "copy")
    return Deployment(tmp_path / "copy")


def published(deployment: Deployment) -> Path:
    return deployment.folder / "registry" / "public"


def verified(deployment: Deployment, *more: str) -> tuple[int, dict[str, object]]:
    root = str(published(deployment) / "1.root.json")
    ended = deployment.command("channels", "verify", str(published(deployment)), "--root", root, *more)
    return ended.returncode, json.loads(ended.stdout.splitlines()[-1])


def test_ceremony_makes_keys_and_a_list_that_anybody_can_check(deployment: Deployment) -> None:
    keys = sorted((deployment.folder / "registry" / "keys").iterdir())

    status, said = verified(deployment)

    assert [path.name.rpartition("-")[0] for path in keys] == [
        f"{role}-{n}" for role in ("root", "targets") for n in (1, 2, 3)
    ]
    assert [path.stat().st_mode & 0o777 for path in keys] == [0o600] * 6
    assert (status, said["valid"], said["channels"], said["root"]) == (0, True, 1, 1)


def test_publishing_again_changes_nothing_and_needs_no_root_key(deployment: Deployment) -> None:
    for path in (deployment.folder / "registry" / "keys").glob("root-*"):
        path.unlink()

    again = deployment.command("channels", "publish", *TWO.split())

    assert (again.returncode, again.stdout.split(":")[0]) == (0, "Nothing has changed since it was published")


def test_new_keys_are_followed_by_whoever_has_the_first_root(deployment: Deployment) -> None:
    (deployment.folder / "new").write_text("somebody new keeps the second key\n")
    kept = ("--kept", str(deployment.folder / "kept"))
    before = verified(deployment, *kept)[0]
    replaced = deployment.command(
        "channels", "rotate", "root", "--holder", "2", *TWO.split(), "--passphrase", "2=new"
    )
    online = deployment.command("channels", "rotate", "timestamp", *TWO.split())

    status, said = verified(deployment, *kept)

    assert (before, replaced.returncode, online.returncode, status) == (0, 0, 0, 0), (
        replaced.stderr + online.stderr
    )
    assert (said["root"], said["targets"]) == (3, 2)


def test_new_keys_for_all_holders_of_the_list(deployment: Deployment) -> None:
    ended = deployment.command("channels", "rotate", "targets", *THREE.split())

    status, said = verified(deployment)

    assert (ended.returncode, status, said["root"], said["targets"]) == (0, 0, 2, 3), ended.stderr


def test_swapped_number_is_refused_with_its_reason(deployment: Deployment) -> None:
    file = next((published(deployment) / "targets" / "channels").iterdir())
    file.write_bytes(file.read_bytes().replace(b"+864000000188", b"+864000000187"))

    assert verified(deployment) == (1, {"valid": False, "reason": "mismatch"})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("publish --passphrase 1=1 --passphrase 2=1", "not the passphrase of holder 2"),
        (f"rotate timestamp {TWO} --keys elsewhere", "root needs 2 keys and 0 are here"),
        ("verify nowhere --root 1", "No such folder or address"),
        ("verify . --root nowhere", "No such file"),
        ("rotate everything", "Roles are"),
        ("rotate snapshot --holder 2", "Holders 1, 2 and 3"),
    ],
)
def test_what_a_holder_can_mend_is_one_sentence(deployment: Deployment, line: str, said: str) -> None:
    (deployment.folder / "elsewhere").mkdir()
    (published(deployment) / "timestamp.json").touch()

    ended = deployment.command("channels", *line.split())

    assert (ended.returncode, said in ended.stderr, "Traceback" in ended.stderr) == (2, True, False), (
        ended.stderr
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["1=one"], "typed at a terminal"),
        (["1=one", "2=empty"], "2 holders are needed, 1 came"),
        (["4=one"], "--passphrase 1=FILE"),
        (["one"], "--passphrase 1=FILE"),
    ],
)
def test_two_holders_must_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one").write_text("holder 1 has a long passphrase")
    Path("empty").write_text("")

    with pytest.raises(Stopped, match=said):
        ask_two(given)


def test_passphrase_is_the_first_line_of_a_file_and_long(tmp_path: Path) -> None:
    long, short = tmp_path / "long", tmp_path / "short"
    long.write_text("十五个汉字也是十五个字符的口令\nsecond line\n", "utf-8")
    short.write_text("fourteen chars")

    assert ask_new([f"3={long}"], (3,)) == {3: "十五个汉字也是十五个字符的口令"}
    with pytest.raises(Stopped, match=r"15 characters or more \(holder 1\)"):
        ask_new([f"1={short}"], (1,))


def test_running_product_serves_the_list_to_any_page_and_cache(deployment: Deployment) -> None:
    with deployment.process("serve", ready="Serving on port"), deployment.visitor("public") as visitor:
        timestamp = visitor.get("/registry/timestamp.json")
        root = visitor.get("/registry/1.root.json", headers={"origin": "https://app.example"})
        absent = visitor.get("/registry/2.root.json")
        outside = [
            visitor.get(path).status_code
            for path in (
                "/registry/../keys/",
                "/registry/..%2Fkeys",
                "/registry/targets/",
                "/registry/.x",
                "/registry/",
            )
        ]
        posted = visitor.post("/registry/timestamp.json")
        address = f"http://127.0.0.1:{deployment.port}/registry/"
        ended = deployment.command(
            "channels", "verify", address, "--root", str(published(deployment) / "1.root.json")
        )

    assert (timestamp.status_code, timestamp.headers["cache-control"]) == (200, "public, max-age=60")
    assert root.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (root.headers["access-control-allow-origin"], "set-cookie" in root.headers) == ("*", False)
    assert (absent.status_code, posted.status_code, set(outside)) == (404, 405, {404})
    assert json.loads(ended.stdout.splitlines()[-1])["valid"] is True
