"""The public log: one append-only Merkle tree per deployment (RFC 9162 hashing, served as c2sp.org/tlog-tiles).

Verbs append entries in their own transaction; at fixed intervals a sequencer gives them places among padding and
signs a checkpoint. Whoever kept an older checkpoint sees whether anything before it was changed.
"""

from answerback.journal.log.queue import append, place_of

__all__ = ["append", "place_of"]
