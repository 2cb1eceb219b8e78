"""What keys are for, the algorithm each purpose uses, and how long a superseded key still counts."""

from datetime import timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """One key ring per purpose and wallet (or for the whole deployment)."""

    STATUS = "status"  # signed verdicts on the user's page
    PROOF = "proof"  # PASSporT call proofs
    ANCHOR = "anchor"  # issues the certificates of the wallets' proof keys
    LOG = "log"  # checkpoints of the public log
    JOURNAL = "journal"  # exported checkpoints
    DATA = "data"  # numbers, attachments, recordings at rest
    INDEX = "index"  # blind indexes
    TICKET = "ticket"  # stream tickets
    WEBHOOK = "webhook"  # outgoing webhooks: their secrets and bodies
    CODE = "code"  # the spoken codes
    GUARD = "guard"  # fingerprints of what the guard found
    SNAPSHOT = "snapshot"  # the signed channel list: which list is the newest
    TIMESTAMP = "timestamp"  # the signed channel list: that it still is


class Algorithm(StrEnum):
    """ES256: P-256 with SHA-256 (RFC 7518). A256: 32 octets, from which sealing and HMAC keys are derived.

    Ed25519 (RFC 8032, RFC 9864) for the log alone, whose checkpoints the world's witnesses read in no other way.
    """

    ES256 = "ES256"
    ED25519 = "Ed25519"
    A256 = "A256"


SIGNING = frozenset({Purpose.STATUS, Purpose.PROOF, Purpose.ANCHOR, Purpose.LOG, Purpose.JOURNAL})
# They sign until a root that people signed names others (`answerback channels rotate`): nothing ends them by itself.
NAMED_BY_ROOT = frozenset({Purpose.SNAPSHOT, Purpose.TIMESTAMP})

# A checkpoint must be checkable for ever, and what sealed data or an index goes only when nothing needs it.
OVERLAPS: dict[Purpose, timedelta | None] = {
    Purpose.STATUS: timedelta(hours=1),
    Purpose.PROOF: timedelta(days=400),
    Purpose.ANCHOR: None,
    Purpose.LOG: None,
    Purpose.JOURNAL: None,
    Purpose.DATA: None,
    Purpose.INDEX: None,
    Purpose.TICKET: timedelta(hours=1),
    Purpose.WEBHOOK: None,
    Purpose.CODE: None,
    Purpose.GUARD: timedelta(0),  # compared with nothing older; a finding is counted, not verified
    Purpose.SNAPSHOT: None,
    Purpose.TIMESTAMP: None,
}


def algorithm_of(purpose: Purpose) -> Algorithm:
    """The algorithm of new keys of this purpose."""
    if purpose is Purpose.LOG:
        return Algorithm.ED25519
    return Algorithm.ES256 if purpose in SIGNING | NAMED_BY_ROOT else Algorithm.A256
