"""New keys for a role: a new root, signed by the old threshold and by the new one, and what the new keys sign."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Targets

from answerback.channels.signed.folder import Folder
from answerback.channels.signed.repository import (
    Signers,
    TooFewSigners,
    Versions,
    chain,
    end_of,
    heads,
    versions,
)
from answerback.channels.signed.roles import Role


@dataclass(frozen=True)
class Change:
    """`gone` are the ids of keys that no longer count for the role, `new` the keys that do instead."""

    role: Role
    gone: frozenset[str]
    new: Sequence[CryptoSigner]


def rotate(folder: Folder, changes: Sequence[Change], signers: Signers, *, at: datetime) -> Versions:
    """Publish root N+1 with these changes and sign again what they touch. Raises TooFewSigners.

    `signers` are the keys in hand, old and new; those of the list's own role are needed only when it changes. Clients
    that know root N follow; whatever only the keys that are gone have signed is refused by them from then on, and
    what they remember of it is forgotten.
    """
    with folder.alone():
        former = folder.root()
        root = _changed(former, changes, at)
        first = {f"{root.version}.root.json": _by_both(root, former, signers[Role.ROOT])}
        snapshot, timestamp = folder.snapshot(), folder.timestamp()
        numbers = snapshot.version + 1, timestamp.version + 1
        if any(change.role is Role.TARGETS for change in changes):
            last = folder.targets()
            targets = Targets(last.version + 1, expires=end_of(Role.TARGETS, at), targets=last.targets)
            rest = chain(root, targets, signers, *numbers, at)
        else:
            rest = heads(root, snapshot.meta["targets.json"], signers, *numbers, at)
        folder.write({**first, **rest})
        return versions(folder, changed=True)


def _changed(former: Root, changes: Sequence[Change], at: datetime) -> Root:
    root = deepcopy(former)
    root.version, root.expires = former.version + 1, end_of(Role.ROOT, at)
    for change in changes:
        for keyid in change.gone:
            root.revoke_key(keyid, change.role)
        for key in change.new:
            root.add_key(key.public_key, change.role)
    return root


def _by_both(root: Root, former: Root, keys: Sequence[CryptoSigner]) -> bytes:
    """Signed so that those who trust the former root follow, and so that the new one stands by itself."""
    metadata = Metadata(root)
    for key in keys:
        if key.public_key.keyid in {*former.roles[Role.ROOT].keyids, *root.roles[Role.ROOT].keyids}:
            metadata.sign(key, append=True)
    for asked in (former, root):
        role = asked.roles[Role.ROOT]
        given = len(metadata.signatures.keys() & set(role.keyids))
        if given < role.threshold:
            raise TooFewSigners(Role.ROOT, role.threshold, given)
    return metadata.to_bytes()
