"""A key opened for use: what one generation can do, held in memory only."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import cast

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@dataclass(frozen=True)
class OpenedKey:
    """One generation. `private` is 32 octets (A256) or a PKCS #8 key (ES256, Ed25519) and never shown."""

    kid: str
    not_before: datetime
    retire_at: datetime | None
    private: bytes = field(repr=False)

    @cached_property
    def cipher(self) -> AESGCM:
        """AES-256-GCM under the sub-key for sealing."""
        return AESGCM(self._derived(b"answerback seal"))

    @cached_property
    def signer(self) -> ec.EllipticCurvePrivateKey:
        """The private key of an ES256 generation."""
        return cast(
            ec.EllipticCurvePrivateKey, serialization.load_der_private_key(self.private, password=None)
        )

    @cached_property
    def edwards(self) -> Ed25519PrivateKey:
        """The private key of an Ed25519 generation."""
        return cast(Ed25519PrivateKey, serialization.load_der_private_key(self.private, password=None))

    def mac(self, message: bytes) -> bytes:
        """HMAC-SHA-256 under the sub-key for MACs."""
        return hmac.digest(self._mac_key, message, "sha256")

    @cached_property
    def _mac_key(self) -> bytes:
        return self._derived(b"answerback mac")

    def _derived(self, info: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(self.private)
