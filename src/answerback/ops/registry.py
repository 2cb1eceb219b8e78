"""The signed channel list of this deployment: where it lies, and how holders and the running system sign it.

Nothing here imports `tuf` before there is a list to sign: it takes a while, and most commands need none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from answerback.channels.published import published_channels
from answerback.configuration import configuration
from answerback.journal.write import SYSTEM, Audience, Subject, write

if TYPE_CHECKING:
    from answerback.channels.signed.holders import KeyFile
    from answerback.channels.signed.repository import Versions
    from answerback.channels.signed.roles import Role

SUBJECT = Subject("registry", uuid5(NAMESPACE_URL, "answerback:registry"))


def published_folder() -> Path:
    """What any web server may serve."""
    return configuration().data_dir / "registry" / "public"


def keys_folder() -> Path:
    """Where the holders' key files lie unless they are named elsewhere."""
    return configuration().data_dir / "registry" / "keys"


def has_begun() -> bool:
    """Whether there is a signed list. Imports nothing."""
    return (published_folder() / "timestamp.json").exists()


def begin(passphrases: Mapping[int, str], keys: Path, *, at: datetime, cost: int | None = None) -> list[Path]:
    """The key ceremony: keys for every holder and the first root. Answers the files that the holders take away."""
    from answerback.channels.signed import holders, online, repository
    from answerback.channels.signed.folder import Folder
    from answerback.channels.signed.roles import HELD, ONLINE

    made = {
        role: [
            holders.make(role, holder, phrase, cost=cost or holders.COST)
            for holder, phrase in sorted(passphrases.items())
        ]
        for role in HELD
    }
    files = [one.write(keys) for role in HELD for one in made[role]]
    signers = {role: [one.signer for one in made[role]] for role in HELD}
    running = {role: [online.newest(role)] for role in ONLINE}
    repository.begin(Folder(published_folder()), {**signers, **running}, at=at)
    _note("registry.begun", repository.versions(Folder(published_folder())), at)
    return files


def publish(passphrases: Mapping[int, str], keys: Path, *, at: datetime) -> Versions:
    """Sign what is published in the console now. Raises WrongPassphrase, TooFewSigners."""
    from answerback.channels.signed import online, repository, shape
    from answerback.channels.signed.folder import Folder
    from answerback.channels.signed.holders import open_keys
    from answerback.channels.signed.roles import Role

    folder = Folder(published_folder())
    root = folder.root()
    held = open_keys(keys, Role.TARGETS, passphrases, root.roles[Role.TARGETS].keyids)
    files = shape.files(published_channels(at))
    signers = {Role.TARGETS: held, **online.named_by(root)}
    versions = repository.publish(folder, files, signers, at=at)
    if versions.changed:
        _note("registry.published", versions, at)
    return versions


def rotate(
    role: Role, holder: int | None, passphrases: Mapping[int, str], keys: Path, *, at: datetime
) -> Versions:
    """New keys for a role, of one holder or of all three. Raises WrongPassphrase, TooFewSigners.

    `passphrases` holds those of two holders who sign the new root. One holder alone who gets a new key does not sign:
    his passphrase is a new one, and he may be a new person.
    """
    from answerback.channels.signed import holders, online
    from answerback.channels.signed import rotate as signed_rotate
    from answerback.channels.signed.folder import Folder
    from answerback.channels.signed.roles import HELD, HOLDERS

    folder = Folder(published_folder())
    root = folder.root()
    signing = {one: phrase for one, phrase in passphrases.items() if one != holder}
    in_hand = {one: holders.open_keys(keys, one, signing, root.roles[one].keyids) for one in HELD}
    made: list[KeyFile] = []
    if role in HELD:
        whose = [holder] if holder else list(range(1, HOLDERS + 1))
        made = [holders.make(role, one, passphrases[one]) for one in whose]
        new, gone = [one.signer for one in made], holders.keyids_of(root, role, whose)
    else:
        new, gone = [online.make_another(role, by=SYSTEM, at=at)], frozenset(root.roles[role].keyids)
    signers = {**in_hand, **online.named_by(root)}
    signers[role] = [*signers[role], *new]
    for one in made:
        one.write(keys)
    versions = signed_rotate.rotate(folder, [signed_rotate.Change(role, gone, new)], signers, at=at)
    _note("registry.rotated", versions, at)
    return versions


def keeping_fresh(at: datetime) -> int:
    """A step of the running system: the timestamp, and the snapshot when it is time, are signed again."""
    if not has_begun():
        return 0
    from answerback.channels.signed import online, repository
    from answerback.channels.signed.folder import Folder

    folder = Folder(published_folder())
    repository.keep_fresh(folder, online.named_by(folder.root()), at=at)
    return 0


def _note(kind: str, versions: Versions, at: datetime) -> None:
    data = {"root": versions.root, "targets": versions.targets, "snapshot": versions.snapshot}
    with transaction.atomic():
        write(kind, wallet_id=None, subject=SUBJECT, by=SYSTEM, at=at, audience=Audience.AUDIT, data=data)
