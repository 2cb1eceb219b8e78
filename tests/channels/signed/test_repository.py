"""Making the signed list: what is published, what is renewed and when, what is asked of whom."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from answerback.channels.signed import repository, shape
from answerback.channels.signed.repository import TooFewSigners, Versions
from answerback.channels.signed.roles import Role
from tests.channels.signed.scene import Scene, channel

FIRST = Versions(root=1, targets=2, snapshot=2, timestamp=2)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def names(scene: Scene) -> set[str]:
    return {
        path.relative_to(scene.folder.path).as_posix()
        for path in scene.folder.path.rglob("*")
        if path.is_file()
    }


def test_same_list_is_published_once(scene: Scene) -> None:
    before = names(scene)

    again = scene.publish()

    assert (again, names(scene)) == (FIRST, before)


def test_beginning_twice_keeps_the_first_root(scene: Scene) -> None:
    repository.begin(scene.folder, Scene(scene.folder.path / "other").keys, at=scene.at)

    assert scene.read("1.root.json") == scene.root


def test_list_that_has_not_changed_is_signed_again_before_it_expires(scene: Scene) -> None:
    early, late = (scene.publish(at=scene.at + timedelta(days=days)) for days in (44, 46))

    assert (early, late) == (FIRST, Versions(1, 3, 3, 3, changed=True))
    assert scene.folder.targets().expires - scene.at > timedelta(days=135)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(minutes=59), FIRST),
        (timedelta(hours=1), Versions(1, 2, 2, 3)),
        (timedelta(days=3), Versions(1, 2, 2, 3)),
        (timedelta(days=4), Versions(1, 2, 3, 3)),
    ],
)
def test_running_system_signs_the_timestamp_every_hour_and_the_snapshot_in_time(
    scene: Scene, after: timedelta, expected: Versions
) -> None:
    online = {role: scene.keys[role] for role in (Role.SNAPSHOT, Role.TIMESTAMP)}

    assert repository.keep_fresh(scene.folder, online, at=scene.at + after) == expected
    assert repository.keep_fresh(scene.folder, online, at=scene.at + after) == expected, (
        "harmless the second time"
    )


def test_one_holder_publishes_nothing(scene: Scene) -> None:
    before = names(scene)
    alone = {**scene.keys, Role.TARGETS: scene.keys[Role.TARGETS][:1]}

    with pytest.raises(TooFewSigners) as refused:
        repository.publish(scene.folder, shape.files([channel("+864000000189")]), alone, at=scene.at)

    assert (refused.value.role, refused.value.needed, refused.value.given) == (Role.TARGETS, 2, 1)
    assert names(scene) == before


def test_strangers_key_is_not_even_written_beside_the_others(scene: Scene) -> None:
    stranger = Scene(scene.folder.path / "other").keys[Role.TARGETS]
    signers = {**scene.keys, Role.TARGETS: [*scene.keys[Role.TARGETS][:2], *stranger]}

    repository.publish(scene.folder, shape.files([channel("+864000000189")]), signers, at=scene.at)

    assert scene.read("3.targets.json").count(b'"keyid"') == 2


def test_old_files_stay_for_whoever_is_in_the_middle_of_reading(scene: Scene) -> None:
    before = names(scene) - {"timestamp.json"}

    scene.publish("+864000000189")

    assert before < names(scene)
    assert not [name for name in names(scene) if "new" in name]


def test_channels_come_back_as_they_were() -> None:
    mixed = [channel("+864000000189"), channel(), channel(wallet="qingtan")]

    files = shape.files(mixed)

    assert files == shape.files(reversed(mixed)), "the order they come in is no part of the list"
    assert [one.slug for one in shape.read_index(files["index.json"])] == ["lanyue", "qingtan"]
    assert shape.read_wallet(files["channels/lanyue.json"]) == (channel(), channel("+864000000189"))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"form":"another/1"}', b'{"form":"answerback-channels/1"}']
)
def test_file_of_another_form_is_malformed(content: bytes) -> None:
    with pytest.raises(shape.Malformed):
        shape.read_wallet(content)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (timedelta(days=400), Versions(1, 2, 4, 4)),
        (timedelta(hours=2), Versions(1, 2, 2, 4)),
    ],
)
def test_what_a_clock_that_ran_ahead_has_signed_is_signed_again(
    scene: Scene, ahead: timedelta, expected: Versions
) -> None:
    online = {role: scene.keys[role] for role in (Role.SNAPSHOT, Role.TIMESTAMP)}
    repository.keep_fresh(scene.folder, online, at=scene.at + ahead)

    back = repository.keep_fresh(scene.folder, online, at=scene.at)

    assert back == expected
    assert scene.folder.timestamp().expires - scene.at <= timedelta(hours=6)
    assert scene.folder.snapshot().expires - scene.at <= timedelta(days=7)
    assert repository.keep_fresh(scene.folder, online, at=scene.at) == expected, "once, not again and again"


def test_ceremony_that_was_cut_off_before_its_last_file_is_held_again(scene: Scene, tmp_path: Path) -> None:
    other = Scene(tmp_path / "other")
    (other.folder.path / "timestamp.json").unlink()

    repository.begin(other.folder, scene.keys, at=scene.at)

    assert repository.versions(other.folder) == Versions(1, 1, 1, 1)
    assert other.folder.root().roles[Role.ROOT].keyids == scene.folder.root().roles[Role.ROOT].keyids
