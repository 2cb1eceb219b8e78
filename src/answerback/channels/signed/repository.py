"""Making and signing the repository: begun once by its holders, published by two of them, kept fresh by the system."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from answerback.channels.signed.folder import TIMESTAMP, Folder, Payload
from answerback.channels.signed.roles import LIVES, RENEWED_WITH_LEFT, THRESHOLDS, Role

Signers = Mapping[Role, Sequence[CryptoSigner]]


class TooFewSigners(Exception):
    """Fewer keys than the root asks for; `role`, `needed` and `given` say which."""

    def __init__(self, role: Role, needed: int, given: int) -> None:
        super().__init__(f"{role}: {given} of {needed}")
        self.role, self.needed, self.given = role, needed, given


@dataclass(frozen=True)
class Versions:
    """What is published now; `changed` when this call has published a new list."""

    root: int
    targets: int
    snapshot: int
    timestamp: int
    changed: bool = False


def begin(folder: Folder, signers: Signers, *, at: datetime) -> None:
    """The first root, signed by its own keys, and an empty list. The second time is harmless."""
    with folder.alone():
        if folder.exists:
            return
        root = Root(version=1, expires=end_of(Role.ROOT, at), consistent_snapshot=True)
        for role, keys in signers.items():
            root.roles[role].threshold = THRESHOLDS[role]
            for key in keys:
                root.add_key(key.public_key, role)
        targets = Targets(version=1, expires=end_of(Role.TARGETS, at))
        first = signed(root, signers[Role.ROOT], root)
        folder.write({"1.root.json": first, **chain(root, targets, signers, 1, 1, at)})


def publish(folder: Folder, files: Mapping[str, bytes], signers: Signers, *, at: datetime) -> Versions:
    """Publish these files in place of the former ones. Raises TooFewSigners.

    What is published already and still counts long enough is left as it is. Old files stay for whoever is in the
    middle of fetching them.
    """
    with folder.alone():
        root, former = folder.root(), folder.targets()
        listed = {name: TargetFile.from_data(name, BytesIO(content)) for name, content in files.items()}
        left = former.expires - at
        if former.targets == listed and left > RENEWED_WITH_LEFT[Role.TARGETS]:
            return versions(folder)
        targets = Targets(version=former.version + 1, expires=end_of(Role.TARGETS, at), targets=listed)
        numbers = folder.snapshot().version + 1, folder.timestamp().version + 1
        content = {stored_as(name, octets): octets for name, octets in files.items()}
        folder.write({**content, **chain(root, targets, signers, *numbers, at)})
        return versions(folder, changed=True)


def keep_fresh(folder: Folder, signers: Signers, *, at: datetime) -> Versions:
    """Sign the timestamp again when it grows old, and the snapshot before it; needs the online keys alone."""
    with folder.alone():
        root, snapshot, timestamp = folder.root(), folder.snapshot(), folder.timestamp()
        if _is_good(timestamp.expires - at, Role.TIMESTAMP) and snapshot.expires - at <= LIVES[Role.SNAPSHOT]:
            return versions(folder)
        renewed = {}
        meta = timestamp.snapshot_meta
        if not _is_good(snapshot.expires - at, Role.SNAPSHOT):
            snapshot = Snapshot(snapshot.version + 1, expires=end_of(Role.SNAPSHOT, at), meta=snapshot.meta)
            octets = signed(snapshot, signers[Role.SNAPSHOT], root)
            meta, renewed = described(snapshot.version, octets), {f"{snapshot.version}.snapshot.json": octets}
        following = Timestamp(timestamp.version + 1, expires=end_of(Role.TIMESTAMP, at), snapshot_meta=meta)
        folder.write({**renewed, TIMESTAMP: signed(following, signers[Role.TIMESTAMP], root)})
        return versions(folder)


def _is_good(left: timedelta, role: Role) -> bool:
    """Neither old nor signed for longer than ever: under a clock that ran ahead, which would hide a frozen list."""
    return RENEWED_WITH_LEFT[role] < left <= LIVES[role]


def versions(folder: Folder, *, changed: bool = False) -> Versions:
    """The versions of what is published."""
    root, targets = folder.root().version, folder.targets().version
    return Versions(root, targets, folder.snapshot().version, folder.timestamp().version, changed)


def stored_as(name: str, content: bytes) -> str:
    """Where a file lies: its own hash is in its name, so that an old and a new one lie side by side.

    >>> stored_as("channels/lanyue.json", b"")[:29]
    'targets/channels/e3b0c44298fc'
    """
    above, slash, last = name.rpartition("/")
    return f"targets/{above}{slash}{hashlib.sha256(content).hexdigest()}.{last}"


def signed(payload: Payload, keys: Iterable[CryptoSigner], root: Root) -> bytes:
    """The payload with the signatures of those keys that the root names for it. Raises TooFewSigners."""
    role = Role(payload.type)
    metadata: Metadata[Payload] = Metadata(payload)
    for key in keys:
        if key.public_key.keyid in root.roles[role].keyids:
            metadata.sign(key, append=True)
    needed = root.roles[role].threshold
    if len(metadata.signatures) < needed:
        raise TooFewSigners(role, needed, len(metadata.signatures))
    return metadata.to_bytes()


def chain(
    root: Root,
    targets: Targets,
    signers: Signers,
    snapshot_version: int,
    timestamp_version: int,
    at: datetime,
) -> dict[str, bytes]:
    """Targets, the snapshot that names them, the timestamp that names the snapshot."""
    listed = signed(targets, signers[Role.TARGETS], root)
    meta = described(targets.version, listed)
    above = heads(root, meta, signers, snapshot_version, timestamp_version, at)
    return {f"{targets.version}.targets.json": listed, **above}


def heads(
    root: Root,
    targets: MetaFile,
    signers: Signers,
    snapshot_version: int,
    timestamp_version: int,
    at: datetime,
) -> dict[str, bytes]:
    """A snapshot that names these targets, and the timestamp that names it."""
    snapshot = Snapshot(snapshot_version, expires=end_of(Role.SNAPSHOT, at), meta={"targets.json": targets})
    seen = signed(snapshot, signers[Role.SNAPSHOT], root)
    meta = described(snapshot_version, seen)
    timestamp = Timestamp(timestamp_version, expires=end_of(Role.TIMESTAMP, at), snapshot_meta=meta)
    return {
        f"{snapshot_version}.snapshot.json": seen,
        TIMESTAMP: signed(timestamp, signers[Role.TIMESTAMP], root),
    }


def described(version: int, octets: bytes) -> MetaFile:
    """What the role above says of a signed file: version, length, hash."""
    return MetaFile(version, len(octets), {"sha256": hashlib.sha256(octets).hexdigest()})


def end_of(role: Role, at: datetime) -> datetime:
    """Until when something counts that this role signs now."""
    return (at + LIVES[role]).replace(microsecond=0)
