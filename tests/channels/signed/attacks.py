"""The attacks on the signed list, as its mirror, a thief of keys or a dishonest holder plays them.

Each is played on a scene that a client has read once and believed; `reason` is why every client must refuse it then.
Both clients, Python's and the browser's, meet the same list.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from securesystemslib.formats import encode_canonical
from tuf.api.metadata import TargetFile, Targets

from answerback.channels.signed import repository, shape
from answerback.channels.signed.roles import Role
from tests.channels.signed.scene import Scene, channel, new_key

OTHERS = "+864000000187"  # a number that is not the wallet's
NEW = "+864000000189"


@dataclass(frozen=True)
class Attack:
    """`play` changes the scene; `says` is what it is, for the name of the test."""

    play: Callable[[Scene], None]
    reason: str

    @property
    def says(self) -> str:
        return self.play.__name__


def old_timestamp_is_served_again(scene: Scene) -> None:
    seen = scene.read("timestamp.json")
    scene.publish(NEW)
    scene.client_reads()
    scene.put("timestamp.json", seen)


def stolen_timestamp_key_names_an_older_snapshot(scene: Scene) -> None:
    older = scene.folder.timestamp().snapshot_meta
    scene.publish(NEW)
    scene.client_reads()
    following = scene.folder.timestamp()
    following.version, following.snapshot_meta = following.version + 1, older
    scene.forge(following, scene.keys[Role.TIMESTAMP], "timestamp.json")


def stolen_online_keys_name_older_targets(scene: Scene) -> None:
    older = scene.folder.snapshot().meta["targets.json"]
    scene.publish(NEW)
    scene.client_reads()
    scene.heads(older, 10, 10)


def old_root_is_served_as_the_next(scene: Scene) -> None:
    scene.replace_keys(Role.TIMESTAMP)
    scene.client_reads()
    scene.put("3.root.json", scene.root)


def mirror_keeps_serving_the_same_for_seven_hours(scene: Scene) -> None:
    scene.client_at = timedelta(hours=7)


def stolen_timestamp_key_keeps_an_old_snapshot_alive(scene: Scene) -> None:
    scene.client_at = timedelta(days=8)
    following = scene.folder.timestamp()
    following.version, following.expires = following.version + 1, following.expires + timedelta(days=8)
    scene.forge(following, scene.keys[Role.TIMESTAMP], "timestamp.json")


def stolen_online_keys_keep_an_old_list_alive(scene: Scene) -> None:
    scene.client_at = timedelta(days=91)
    scene.heads(scene.folder.snapshot().meta["targets.json"], 10, 10, at=scene.at + timedelta(days=91))


def root_is_never_renewed(scene: Scene) -> None:
    scene.client_at = timedelta(days=366)
    scene.publish(NEW, at=scene.at + timedelta(days=366))


def snapshot_of_another_state_is_mixed_in(scene: Scene) -> None:
    older = scene.read("2.snapshot.json")
    scene.publish(NEW)
    scene.put("3.snapshot.json", as_long_as(scene.read("3.snapshot.json"), older))


def targets_of_another_state_are_mixed_in(scene: Scene) -> None:
    older = scene.read("2.targets.json")
    scene.publish(NEW)
    scene.put("3.targets.json", as_long_as(scene.read("3.targets.json"), older))


def number_is_swapped_in_the_wallets_file(scene: Scene) -> None:
    name = scene.stored("lanyue.json")
    scene.put(name, scene.read(name).replace(b"+864000000188", OTHERS.encode()))


def wallets_file_is_cut_short(scene: Scene) -> None:
    name = scene.stored("lanyue.json")
    scene.put(name, scene.read(name)[:-1])


def wallets_file_grows(scene: Scene) -> None:
    name = scene.stored("lanyue.json")
    scene.put(name, scene.read(name) + b" " * 70_000)


def number_is_added_to_the_signed_targets(scene: Scene) -> None:
    """By somebody with the online keys, so that hashes and versions all fit."""
    name = f"{scene.folder.targets().version}.targets.json"
    scene.edit(name, lambda whole: whole["signed"]["targets"].pop("index.json"))
    scene.heads(repository.described(2, scene.read(name)), 10, 10)


def one_of_two_holders_and_the_server_sign_a_list(scene: Scene) -> None:
    meta = scene.forge(foreign_list(scene), scene.keys[Role.TARGETS][:1], "3.targets.json")
    scene.heads(meta, 10, 10)


def one_holder_signs_twice(scene: Scene) -> None:
    scene.forge(foreign_list(scene), scene.keys[Role.TARGETS][:1], "3.targets.json")
    scene.edit("3.targets.json", lambda whole: whole["signatures"].append(whole["signatures"][0]))
    scene.heads(repository.described(3, scene.read("3.targets.json")), 10, 10)


def one_holder_signs_under_two_names(scene: Scene) -> None:
    scene.forge(foreign_list(scene), scene.keys[Role.TARGETS][:1], "3.targets.json")

    def again(whole: dict) -> None:
        other = scene.keys[Role.TARGETS][1].public_key.keyid
        whole["signatures"].append({**whole["signatures"][0], "keyid": other})

    scene.edit("3.targets.json", again)
    scene.heads(repository.described(3, scene.read("3.targets.json")), 10, 10)


def root_key_signs_the_list(scene: Scene) -> None:
    meta = scene.forge(foreign_list(scene), scene.keys[Role.ROOT], "3.targets.json")
    scene.heads(meta, 10, 10)


def strangers_sign_everything(scene: Scene) -> None:
    scene.keys = {role: [new_key() for _ in held] for role, held in scene.keys.items()}
    root = scene.folder.root()
    for role, held in scene.keys.items():
        root.roles[role].keyids = []
        for key in held:
            root.add_key(key.public_key, role)
    meta = scene.forge(foreign_list(scene), scene.keys[Role.TARGETS], "3.targets.json")
    scene.folder.write(repository.heads(root, meta, scene.keys, 10, 10, scene.at))


def one_root_holder_makes_a_new_root(scene: Scene) -> None:
    root = scene.folder.root()
    root.version = 2
    scene.forge(root, scene.keys[Role.ROOT][:1], "2.root.json")


def new_root_is_signed_by_its_own_keys_alone(scene: Scene) -> None:
    root, fresh = scene.folder.root(), [new_key() for _ in range(3)]
    root.version, root.roles[Role.ROOT].keyids = 2, []
    for key in fresh:
        root.add_key(key.public_key, Role.ROOT)
    scene.forge(root, fresh, "2.root.json")


def new_root_lacks_the_signatures_of_its_own_keys(scene: Scene) -> None:
    root = scene.folder.root()
    root.version, root.roles[Role.ROOT].keyids = 2, []
    for key in (new_key(), new_key()):
        root.add_key(key.public_key, Role.ROOT)
    scene.forge(root, scene.keys[Role.ROOT], "2.root.json")


def root_skips_a_version(scene: Scene) -> None:
    root = scene.folder.root()
    root.version = 3
    scene.forge(root, scene.keys[Role.ROOT], "2.root.json")


def root_names_a_key_twice(scene: Scene) -> None:
    edited_root(
        scene,
        lambda signed: signed["roles"]["targets"]["keyids"].append(signed["roles"]["targets"]["keyids"][0]),
    )


def root_names_one_key_under_two_ids(scene: Scene) -> None:
    def twice(signed: dict) -> None:
        role = signed["roles"]["targets"]
        signed["keys"]["0" * 64] = signed["keys"][role["keyids"][0]]
        role["keyids"] = [role["keyids"][0], "0" * 64]

    def again(whole: dict) -> None:
        whole["signatures"].append({**whole["signatures"][0], "keyid": "0" * 64})

    edited_root(scene, twice)
    scene.forge(foreign_list(scene), scene.keys[Role.TARGETS][:1], "3.targets.json")
    scene.edit("3.targets.json", again)
    scene.heads(repository.described(3, scene.read("3.targets.json")), 10, 10)


def root_is_of_an_unknown_version_of_the_format(scene: Scene) -> None:
    edited_root(scene, lambda signed: signed.update(spec_version="2.0.0"))


def timestamp_is_no_json(scene: Scene) -> None:
    scene.put("timestamp.json", scene.read("timestamp.json")[:-9])


def snapshot_is_served_as_timestamp(scene: Scene) -> None:
    scene.put("timestamp.json", scene.read("2.snapshot.json"))


def timestamp_is_endless(scene: Scene) -> None:
    scene.mischief["timestamp.json"] = "endless"


def next_root_is_endless(scene: Scene) -> None:
    scene.mischief["2.root.json"] = "endless"


def wallets_file_is_endless(scene: Scene) -> None:
    scene.mischief[scene.stored("lanyue.json")] = "endless"


def timestamp_is_huge(scene: Scene) -> None:
    scene.edit("timestamp.json", lambda whole: whole.update(padding=" " * 20_000))


def timestamp_drips(scene: Scene) -> None:
    scene.mischief["timestamp.json"], scene.patience_seconds = "drip", 1.0


def snapshot_is_withheld(scene: Scene) -> None:
    scene.publish(NEW)
    (scene.folder.path / "3.snapshot.json").unlink()


def as_long_as(newer: bytes, older: bytes) -> bytes:
    """A DER signature is 70 to 72 octets long: whether the length alone gives the trick away would be chance."""
    return older.ljust(len(newer))[: len(newer)]


def foreign_list(scene: Scene) -> Targets:
    """Somebody else's number, in a list that is otherwise as it should be."""
    files = shape.files([channel(OTHERS)])
    for name, octets in files.items():
        scene.put(repository.stored_as(name, octets), octets)
    listed = {name: TargetFile.from_data(name, BytesIO(octets)) for name, octets in files.items()}
    return Targets(3, expires=scene.folder.targets().expires, targets=listed)


def edited_root(scene: Scene, change: Callable[[dict], object]) -> None:
    """Root 2 with something in it that the library would not write, signed by all root holders."""
    signed = json.loads(scene.root)["signed"]
    signed["version"] = 2
    change(signed)
    payload = encode_canonical(signed).encode()
    marks = [key.sign(payload).to_dict() for key in scene.keys[Role.ROOT]]
    scene.put("2.root.json", json.dumps({"signed": signed, "signatures": marks}).encode())


ATTACKS = (
    Attack(old_timestamp_is_served_again, "rollback"),
    Attack(stolen_timestamp_key_names_an_older_snapshot, "rollback"),
    Attack(stolen_online_keys_name_older_targets, "rollback"),
    Attack(old_root_is_served_as_the_next, "rollback"),
    Attack(root_skips_a_version, "rollback"),
    Attack(mirror_keeps_serving_the_same_for_seven_hours, "expired"),
    Attack(stolen_timestamp_key_keeps_an_old_snapshot_alive, "expired"),
    Attack(stolen_online_keys_keep_an_old_list_alive, "expired"),
    Attack(root_is_never_renewed, "expired"),
    Attack(snapshot_of_another_state_is_mixed_in, "mismatch"),
    Attack(targets_of_another_state_are_mixed_in, "mismatch"),
    Attack(number_is_swapped_in_the_wallets_file, "mismatch"),
    Attack(wallets_file_is_cut_short, "mismatch"),
    Attack(wallets_file_grows, "too_long"),
    Attack(number_is_added_to_the_signed_targets, "signature"),
    Attack(one_of_two_holders_and_the_server_sign_a_list, "signature"),
    Attack(one_holder_signs_twice, "malformed"),
    Attack(one_holder_signs_under_two_names, "signature"),
    Attack(root_key_signs_the_list, "signature"),
    Attack(strangers_sign_everything, "signature"),
    Attack(one_root_holder_makes_a_new_root, "signature"),
    Attack(new_root_is_signed_by_its_own_keys_alone, "signature"),
    Attack(new_root_lacks_the_signatures_of_its_own_keys, "signature"),
    Attack(root_names_a_key_twice, "malformed"),
    Attack(root_names_one_key_under_two_ids, "malformed"),
    Attack(root_is_of_an_unknown_version_of_the_format, "malformed"),
    Attack(timestamp_is_no_json, "malformed"),
    Attack(snapshot_is_served_as_timestamp, "malformed"),
    Attack(timestamp_is_endless, "too_long"),
    Attack(next_root_is_endless, "too_long"),
    Attack(wallets_file_is_endless, "too_long"),
    Attack(timestamp_is_huge, "too_long"),
    Attack(timestamp_drips, "unreachable"),
    Attack(snapshot_is_withheld, "unreachable"),
)
