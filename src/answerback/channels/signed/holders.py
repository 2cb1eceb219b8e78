"""The keys that people hold: one file for each holder and role, opened by the holder's passphrase, never in a database.

A file is JSON: the public key in the open, the private one (PKCS #8) under AES-256-GCM with a key that scrypt
(RFC 7914) makes of the passphrase. Its name begins with role and holder and ends with the key's id.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root

from answerback.channels.signed.roles import Role

FORM = "answerback-registry-key/1"
COST = 2**17  # scrypt's n: 128 MiB and about half a second for each guess
ID_SHOWN = 12
HOLDER = "x-answerback-holder"
"""In the root, beside each key that a person holds: whose it is, so that one can be replaced whose file is lost."""


class WrongPassphrase(Exception):
    """It opens no key of this holder; `holder` says whose."""

    def __init__(self, holder: int) -> None:
        super().__init__(f"holder {holder}")
        self.holder = holder


@dataclass(frozen=True)
class KeyFile:
    """A key of one holder: made in memory, `write` puts it away."""

    role: Role
    holder: int
    signer: CryptoSigner
    sealed: bytes

    def write(self, folder: Path) -> Path:
        """Readable by its owner only; an existing file is never overwritten."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{self.role}-{self.holder}-{self.signer.public_key.keyid[:ID_SHOWN]}.json"
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(self.sealed)
            file.flush()
            os.fsync(file.fileno())
        return path


def make(role: Role, holder: int, passphrase: str, *, cost: int = COST) -> KeyFile:
    """A new P-256 key for one holder. `cost` is scrypt's n, a power of two."""
    private = ec.generate_private_key(ec.SECP256R1())
    signer = signer_of(private)
    signer.public_key.unrecognized_fields[HOLDER] = holder
    octets = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    keyid, salt, nonce = signer.public_key.keyid, secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derived(passphrase, salt, cost)).encrypt(nonce, octets, _bound(role, holder, keyid))
    whole = {
        "form": FORM,
        "role": role.value,
        "holder": holder,
        "keyid": keyid,
        "public": signer.public_key.keyval["public"],
        "scrypt": {"n": cost, "r": 8, "p": 1, "salt": salt.hex()},
        "sealed": (nonce + sealed).hex(),
    }
    return KeyFile(role, holder, signer, json.dumps(whole, indent=1).encode())


def open_keys(
    folder: Path, role: Role, passphrases: Mapping[int, str], keyids: Iterable[str]
) -> list[CryptoSigner]:
    """The keys of this role that `keyids` names, of the holders who gave a passphrase. Raises WrongPassphrase.

    A holder whose file is not here (it is kept elsewhere) is left out.
    """
    named = set(keyids)
    found = [file for file in _files(folder, role, passphrases) if file["keyid"] in named]
    return list(_opened(found, role, passphrases))


def keyids_of(root: Root, role: Role, holders: Iterable[int]) -> frozenset[str]:
    """The keys of this role that the root gives to these holders."""
    whose = set(holders)
    named = ((keyid, root.keys[keyid].unrecognized_fields.get(HOLDER)) for keyid in root.roles[role].keyids)
    return frozenset(keyid for keyid, holder in named if holder in whose)


def _files(folder: Path, role: Role, holders: Iterable[int]) -> list[dict[str, object]]:
    paths = (path for one in sorted(holders) for path in sorted(folder.glob(f"{role}-{one}-*.json")))
    return [_read(path) for path in paths]


def _opened(
    files: list[dict[str, object]], role: Role, passphrases: Mapping[int, str]
) -> Iterator[CryptoSigner]:
    for file in files:
        holder, keyid = int(str(file["holder"])), str(file["keyid"])
        scrypt = cast(dict[str, object], file["scrypt"])
        octets = bytes.fromhex(str(file["sealed"]))
        key = _derived(passphrases[holder], bytes.fromhex(str(scrypt["salt"])), int(str(scrypt["n"])))
        try:
            private = AESGCM(key).decrypt(octets[:12], octets[12:], _bound(role, holder, keyid))
        except InvalidTag:
            raise WrongPassphrase(holder) from None
        yield signer_of(cast(ec.EllipticCurvePrivateKey, load_der_private_key(private, None)))


def signer_of(private: ec.EllipticCurvePrivateKey) -> CryptoSigner:
    """A signer for ECDSA on P-256 with SHA-256: browsers check that without a library (WebCrypto)."""
    return CryptoSigner(private)


def _read(path: Path) -> dict[str, object]:
    try:
        whole = json.loads(path.read_bytes())
    except ValueError:
        whole = None
    if not isinstance(whole, dict) or whole.get("form") != FORM:
        raise OSError(0, "Not a key of the registry", str(path))
    return whole


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    most = 256 * 8 * cost
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=cost, r=8, p=1, maxmem=most, dklen=32)


def _bound(role: Role, holder: int, keyid: str) -> bytes:
    return f"{FORM} {role} {holder} {keyid}".encode()
