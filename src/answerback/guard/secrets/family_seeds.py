"""Keys that carry a checksum of their own: Ripple's family seeds (`s…`, `sEd…`) and Stellar's secret keys (`S…`).

Sources: XRP Ledger, "base58 Encodings" (prefix 0x21, or 0x01E14B for Ed25519; four bytes of a double SHA-256);
Stellar SEP-23 (version byte 0x90, CRC-16/XMODEM, little-endian).
"""

import binascii

from answerback.guard.secrets import base58

RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
TO_BITCOIN = str.maketrans(RIPPLE, base58.LETTERS)
RIPPLE_LENGTHS, RIPPLE_PREFIXES = (29, 31), (b"\x21", b"\x01\xe1\x4b")
STELLAR_LENGTH, STELLAR_SECRET = 56, 0x90


def is_ripple_seed(word: str) -> bool:
    """`is_ripple_seed("snoPBrXtMeMyMHUVTgbuqAfg1SUTb")`: the one everybody knows, of the first account."""
    if len(word) not in RIPPLE_LENGTHS or word[0] != "s" or not set(word) <= set(RIPPLE):
        return False
    payload = base58.checked(word.translate(TO_BITCOIN))
    return payload is not None and any(
        payload.startswith(prefix) and len(payload) == len(prefix) + 16 for prefix in RIPPLE_PREFIXES
    )


def is_stellar_key(word: str) -> bool:
    """`is_stellar_key("SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOKR")`: in SEP-23."""
    if len(word) != STELLAR_LENGTH or word[0] != "S":
        return False
    import base64  # here: few texts have such a word, and it costs 5 ms

    try:
        data = base64.b32decode(word)
    except binascii.Error:
        return False
    return data[0] == STELLAR_SECRET and binascii.crc_hqx(data[:-2], 0) == int.from_bytes(data[-2:], "little")
