"""Who signs what, with how many keys, and for how long it counts.

Root and targets are signed by people: three holders with a passphrase each, any two of whom suffice, so that neither
one dishonest holder nor whoever breaks into the server can change the list. Snapshot and timestamp are signed by the
running system: they say only which of the signed lists is the newest, and since when.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Role(StrEnum):
    """The top-level roles of the TUF specification, section 2.1. There are no delegated ones."""

    ROOT = "root"
    TARGETS = "targets"
    SNAPSHOT = "snapshot"
    TIMESTAMP = "timestamp"


HELD = (Role.ROOT, Role.TARGETS)  # by people, in files that a passphrase opens
ONLINE = (Role.SNAPSHOT, Role.TIMESTAMP)  # by the running system, in the table of keys
HOLDERS = 3
THRESHOLDS = {Role.ROOT: 2, Role.TARGETS: 2, Role.SNAPSHOT: 1, Role.TIMESTAMP: 1}
LIVES = {
    Role.ROOT: timedelta(days=365),
    Role.TARGETS: timedelta(days=90),
    Role.SNAPSHOT: timedelta(days=7),
    Role.TIMESTAMP: timedelta(hours=6),
}
RENEWED_WITH_LEFT = {
    Role.TARGETS: timedelta(days=45),
    Role.SNAPSHOT: timedelta(days=3),
    Role.TIMESTAMP: timedelta(hours=5),
}
"""Signed again when less than this is left: a timestamp every hour, so that five may fail before anybody notices."""
