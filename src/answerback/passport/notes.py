"""Signed notes and checkpoints as the transparency world writes them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint).

A checkpoint is three lines (the log's name, its size, its root) and a signature with Ed25519, so that any witness and
monitor of that world reads it; a verifier key is `name+id+key`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
KEY_OCTETS = 32
LONGEST = 65_536  # characters
MOST_SIGNATURES = 64
NAME = re.compile(r"[^\s+\x00-\x1f]{1,255}\Z")
SIZE = re.compile(r"(0|[1-9][0-9]{0,17})\Z")


class BadNote(ValueError):
    """Not a note, not a checkpoint, or not signed by this key."""


@dataclass(frozen=True)
class Checkpoint:
    """A log's head: `root` is the 32 octets of the tree of `size` leaves."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """As signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def verifier_key(name: str, public: bytes) -> str:
    """What a log publishes once: the key that its notes are checked with, 32 octets.

    >>> verifier_key("check.example/log", bytes(32))
    'check.example/log+fdbe1081+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return f"{name}+{_key_id(name, public).hex()}+{_base64(ED25519 + public)}"


def sign_note(text: str, *, name: str, key: Ed25519PrivateKey) -> str:
    """The text, a blank line, and one line with the signature. Raises BadNote for a text that is no note's."""
    if not text.endswith("\n") or not NAME.match(name):
        raise BadNote("a note ends with a newline, and a name has no blanks")
    signature = _key_id(name, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n— {name} {_base64(signature)}\n"


def open_note(note: str, key: str) -> str:
    """The text of a note signed by this verifier key; signatures of others are not looked at. Raises BadNote."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    name, key_id, public = _read_key(key)
    text, signatures = _parts(note)
    for line in signatures:
        signer, octets = _signature(line)
        if signer == name and octets[:4] == key_id:
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(octets[4:], text.encode())
            except (InvalidSignature, ValueError):
                raise BadNote("the signature is not good") from None
            return text
    raise BadNote("not signed by this key")


def read_checkpoint(text: str) -> Checkpoint:
    """Of a note's text; lines after the third are extensions and are not looked at. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not SIZE.match(lines[1]):
        raise BadNote("not a checkpoint")
    root = _octets(lines[2])
    if len(root) != hashlib.sha256().digest_size:
        raise BadNote("a root has 32 octets")
    return Checkpoint(lines[0], int(lines[1]), root)


def open_checkpoint(note: str, key: str) -> Checkpoint:
    """A checkpoint signed by this key, and by the name of the log that it is of. Raises BadNote."""
    checkpoint = read_checkpoint(open_note(note, key))
    if checkpoint.origin != _read_key(key)[0]:
        raise BadNote("a checkpoint of another log")
    return checkpoint


def _parts(note: str) -> tuple[str, list[str]]:
    text, found, signatures = note.rpartition("\n\n")
    if len(note) > LONGEST or not found or not note.endswith("\n"):
        raise BadNote("not a note")
    if any(letter < " " and letter != "\n" for letter in note):
        raise BadNote("a note has no control characters")
    lines = signatures.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("too many signatures")
    return text + "\n", lines


def _signature(line: str) -> tuple[str, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    octets = _octets(encoded)
    if dash != "—" or not NAME.match(name) or len(octets) < 5:
        raise BadNote("not a signature")
    return name, octets


def _read_key(key: str) -> tuple[str, bytes, bytes]:
    parts = key.strip().split("+", 2)
    if len(parts) != 3 or not NAME.match(parts[0]):
        raise BadNote("not a verifier key: name+id+key")
    octets = _octets(parts[2])
    if octets[:1] != ED25519 or len(octets) != 1 + KEY_OCTETS:
        raise BadNote("not a key for Ed25519")
    key_id = _key_id(parts[0], octets[1:])
    if key_id.hex() != parts[1]:
        raise BadNote("a key with another key's id")
    return parts[0], key_id, octets[1:]


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def _base64(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")


def _octets(text: str) -> bytes:
    try:
        octets = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("not base64") from None
    if _base64(octets) != text:
        raise BadNote("not base64")
    return octets
