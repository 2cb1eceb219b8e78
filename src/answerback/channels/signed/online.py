"""The keys of the running system, from the table of keys: they count once a root that people signed names them."""

from __future__ import annotations

from datetime import datetime, timedelta

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root

from answerback.channels.signed.holders import signer_of
from answerback.channels.signed.roles import Role
from answerback.journal.write import Actor
from answerback.keys import rotate as keys_rotate
from answerback.keys.purposes import Purpose
from answerback.keys.ring import forget, ring

PURPOSES = {Role.SNAPSHOT: Purpose.SNAPSHOT, Role.TIMESTAMP: Purpose.TIMESTAMP}


def newest(role: Role) -> CryptoSigner:
    """The newest key of the role; the first is made when there is none."""
    return signer_of(ring(PURPOSES[role], None).keys[-1].signer)


def named_by(root: Root) -> dict[Role, list[CryptoSigner]]:
    """The keys of the running system that this root names, by role."""
    return {role: [one for one in _all(role) if _is_named(one, role, root)] for role in PURPOSES}


def make_another(role: Role, *, by: Actor, at: datetime) -> CryptoSigner:
    """A new generation for the role. The old one goes on until a root leaves it out; nothing destroys it by itself."""
    keys_rotate.rotate(PURPOSES[role], by=by, at=at, lead=timedelta(0))
    forget()
    return newest(role)


def _all(role: Role) -> list[CryptoSigner]:
    return [signer_of(key.signer) for key in ring(PURPOSES[role], None).keys]


def _is_named(signer: CryptoSigner, role: Role, root: Root) -> bool:
    return signer.public_key.keyid in root.roles[role].keyids
