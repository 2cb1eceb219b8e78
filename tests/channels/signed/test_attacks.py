"""Every attack on the signed list, played against the Python client over HTTP."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from answerback.channels.signed.client import Client, Refused
from answerback.channels.signed.roles import Role
from tests.channels.signed.attacks import ATTACKS, NEW, Attack
from tests.channels.signed.scene import Scene, served

BELIEVED = "believed"


class Reader:
    """A wallet app with the root it came with, and what it has kept."""

    def __init__(self, scene: Scene, base: str, kept: Path) -> None:
        self.scene, self.base, self.kept = scene, base, kept
        scene.client_reads = self.reads

    def reads(self) -> str:
        """`believed`, or the reason of the refusal; at the time that the scene says."""
        patience = self.scene.patience_seconds
        with time_machine.travel(self.scene.at + self.scene.client_at):
            try:
                with Client(self.base, self.scene.root, kept=self.kept, whole_seconds=patience) as registry:
                    self.numbers = [
                        one.value for w in registry.wallets() for one in registry.channels(w.slug)
                    ]
            except Refused as refused:
                return refused.reason.value
        return BELIEVED


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.says)
def test_list_is_refused_after_the_attack(tmp_path: Path, attack: Attack) -> None:
    scene = Scene(tmp_path)
    with served(scene) as mirror:
        reader = Reader(scene, f"{mirror.origin}/registry/", tmp_path / "kept")
        before = reader.reads()

        attack.play(scene)

        assert (before, reader.reads()) == (BELIEVED, attack.reason)


def test_new_keys_are_followed_from_root_to_root(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    with served(scene) as mirror:
        reader = Reader(scene, f"{mirror.origin}/registry/", tmp_path / "kept")
        for roles, keep in (
            ((Role.ROOT,), 1),
            ((Role.TARGETS, Role.ROOT), 0),
            ((Role.SNAPSHOT, Role.TIMESTAMP), 0),
        ):
            scene.replace_keys(*roles, keep=keep)
            scene.publish(NEW)
            assert (reader.reads(), reader.numbers) == (BELIEVED, [NEW])

        new_reader = Reader(scene, f"{mirror.origin}/registry/", tmp_path / "new")
        assert (new_reader.reads(), scene.folder.root().version) == (BELIEVED, 4)


def test_fast_forward_by_stolen_online_keys_is_healed_by_new_ones(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    with served(scene) as mirror:
        reader = Reader(scene, f"{mirror.origin}/registry/", tmp_path / "kept")
        honest = {name: scene.read(name) for name in ("timestamp.json", "2.snapshot.json")}
        scene.heads(scene.folder.snapshot().meta["targets.json"], 2**31, 2**31)
        assert reader.reads() == BELIEVED, "the thief's versions are as good as any"

        scene.folder.write(honest)
        stuck = reader.reads()
        scene.replace_keys(Role.SNAPSHOT, Role.TIMESTAMP)
        scene.publish(NEW)

        assert (stuck, reader.reads(), reader.numbers) == ("rollback", BELIEVED, [NEW])


def test_expired_list_is_refused_by_a_client_that_has_never_seen_one(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    with served(scene) as mirror:
        reader = Reader(scene, f"{mirror.origin}/registry/", tmp_path / "kept")
        scene.client_at = timedelta(hours=7)
        first = reader.reads()
        assert (first, list((tmp_path / "kept").glob("timestamp.json"))) == ("expired", [])


def test_folder_is_read_as_well_as_an_address(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    reader = Reader(scene, str(scene.folder.path), tmp_path / "kept")
    assert (reader.reads(), reader.numbers) == (BELIEVED, ["+864000000188"])
    assert Reader(scene, str(tmp_path / "nowhere"), tmp_path / "other").reads() == "unreachable"


def test_mirror_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    with served(scene) as mirror:
        gone = f"{mirror.origin}/registry/"
    assert Reader(scene, gone, tmp_path / "kept").reads() == "unreachable"
