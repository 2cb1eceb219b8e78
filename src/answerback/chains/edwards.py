"""The curve of Ed25519: whether 32 bytes can have a private key, and whether 64 bytes are a key pair.

Source: RFC 8032, sections 5.1.3 and 5.1.5.

>>> is_on_curve(bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
True
>>> is_on_curve((2).to_bytes(32, "little"))
False
"""

PRIME = 2**255 - 19
D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME


def is_on_curve(data: bytes) -> bool:
    """Whether x exists for this y: u/v is a square (or 0), with u = y^2 - 1 and v = d y^2 + 1."""
    y = int.from_bytes(data, "little") & ((1 << 255) - 1)
    u, v = y * y - 1, D * y * y + 1
    return pow(u * v, (PRIME - 1) // 2, PRIME) in (0, 1)


def is_key_pair(data: bytes) -> bool:
    """Whether bytes 32 to 63 are the public key of the seed in bytes 0 to 31; by chance 1 in 2^252."""
    # Imported here: 30 ms that only strings of 64 bytes pay.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(data[:32]).public_key().public_bytes_raw() == data[32:]
