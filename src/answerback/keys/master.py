"""The master key, which seals all other keys: 32 octets from a private file, the environment or a KMS hook.

No Django here: the settings load it, before Django exists.
"""

import base64
import os
import stat
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash

from answerback.keys import envelope

OCTETS = 32


class UnsafeMasterKey(Exception):
    """The master key is missing, malformed or readable by others; the message says which."""


def from_text(text: str) -> bytes:
    """A base64 master key. Raises UnsafeMasterKey."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError as broken:
        raise UnsafeMasterKey("the master key is not base64") from broken
    if len(key) != OCTETS:
        raise UnsafeMasterKey(f"the master key has {len(key)} octets instead of {OCTETS}")
    return key


def from_file(path: Path) -> bytes:
    """The base64 master key in this file. Raises UnsafeMasterKey when others may read or write the file."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise UnsafeMasterKey(f"{path} has mode {mode:04o}; it must be 0600")
            return from_text(file.read(1024).decode("ascii", "replace"))
    except OSError as missing:
        raise UnsafeMasterKey(f"{path} cannot be read: {missing.strerror}") from missing


def from_hook(dotted_path: str) -> bytes:
    """Ask a key management service: `package.module.function`, which takes nothing and returns 32 octets."""
    module_name, _, name = dotted_path.rpartition(".")
    key = getattr(import_module(module_name), name)()
    if not isinstance(key, bytes) or len(key) != OCTETS:
        raise UnsafeMasterKey(f"{dotted_path} did not return {OCTETS} octets")
    return key


def make_file(path: Path) -> bytes:
    """Make a new master key in a new file with mode 0600, or read the one that is there. Returns the key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return from_file(path)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(os.urandom(OCTETS)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return from_file(path)


def seal_private(master: bytes, private: bytes, *, bound_to: bytes) -> bytes:
    """Seal the private part of a key under the master key."""
    return envelope.close(_cipher(master), _kid(master), private, bound_to=bound_to)


def open_private(master: bytes, sealed: bytes, *, bound_to: bytes) -> bytes:
    """Open the private part of a key. Raises UnsafeMasterKey when it was sealed under another master key."""
    if envelope.kid_in(sealed) != _kid(master):
        raise UnsafeMasterKey("the keys in this database were sealed under another master key")
    return envelope.unclose(_cipher(master), sealed, bound_to=bound_to)


@lru_cache(maxsize=4)
def _cipher(master: bytes) -> AESGCM:
    return AESGCM(master)


@lru_cache(maxsize=4)
def _kid(master: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(b"answerback master key id" + master)
    return digest.finalize()[: envelope.KID_OCTETS]
