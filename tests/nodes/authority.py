"""A key of its own for one test, that gives its account code (EIP-7702). It has never held anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from answerback.chains.keccak import keccak256

MAGIC = b"\x05"
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


@dataclass(frozen=True)
class Authority:
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256K1()))

    @property
    def address(self) -> str:
        numbers = self.key.public_key().public_numbers()
        public = numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
        return f"0x{keccak256(public)[12:].hex()}"

    def authorizations(self, chain_id: int, contract: str) -> list[dict[str, str]]:
        """Signed, with either parity: the wrong one speaks for an account that nobody has."""
        message = keccak256(MAGIC + listed(chain_id, bytes.fromhex(contract[2:]), 0))
        first, second = decode_dss_signature(self.key.sign(message, ec.ECDSA(Prehashed(SHA256()))))
        told = {"chainId": hex(chain_id), "address": contract, "nonce": "0x0"}
        signature = {"r": hex(first), "s": hex(min(second, ORDER - second))}
        return [{**told, **signature, "yParity": hex(parity)} for parity in (0, 1)]


def listed(*parts: int | bytes) -> bytes:
    """RLP of a short list (Ethereum yellow paper, appendix B)."""
    payload = b"".join(map(one, parts))
    return bytes([0xC0 + len(payload)]) + payload


def one(part: int | bytes) -> bytes:
    data = part.to_bytes((part.bit_length() + 7) // 8, "big") if isinstance(part, int) else part
    return data if len(data) == 1 and data[0] < 0x80 else bytes([0x80 + len(data)]) + data
