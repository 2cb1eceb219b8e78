"""Keys and seeds: found by their shape before anything else is asked, and never repeated.

Sources: Bitcoin's WIF and BIP-38 and BIP-32 (base58), BIP-39 (12 to 24 words), AIP-80 (Aptos), EOS `PVT_`,
SLIP-173-like `nsec1` and `suiprivkey1`, Solana's key files (64 numbers) and key pairs (RFC 8032).

>>> secrecy("ab" * 32).name, secrecy("0x" + "ab" * 32).name
('POSSIBLE', 'NONE')
>>> secrecy("abandon " * 11 + "about").name
'CERTAIN'
"""

import re
from enum import IntEnum
from hashlib import sha256

from answerback.chains import base58
from answerback.chains.clean import half_width, seen
from answerback.chains.edwards import is_key_pair
from answerback.chains.kinds import ChainError
from answerback.chains.shapes import shape, worded


class Secrecy(IntEnum):
    """`HIDDEN`: no known shape, yet so near to one that it is not repeated."""

    NONE = 0
    HIDDEN = 1
    POSSIBLE = 2
    CERTAIN = 3


B58 = "[1-9A-HJ-NP-Za-km-z]"
# No known key is so short, but for one of base58's 32 bytes that looks exactly like an address of Solana; and
# none begins like an address of Bitcoin, but for hexadecimal.
ORDINARY = re.compile(
    r"[0-9A-Za-z._-]{0,48}|0x[0-9a-fA-F]{64}|(?:bc1(?=[0-9a-f]*[g-z])|BC1(?=[0-9A-F]*[G-Z]))[0-9A-Za-z]{46,80}",
    re.ASCII,
)
PIECE = r"[0-9A-Za-z_+/=-]{20,}"
# Also finds a key after `key=` or a slash; what stands after `PUB_K1_` is none.
RUN = r"(?<![0-9A-Za-z])(?<!PUB_[KR]1_)[0-9A-Za-z]{20,}"
SHAPES = (
    rf"(?:5[HJK]|9[1-3]){B58}{{49}}|[KLc]{B58}{{51}}|6P{B58}{{56}}"  # WIF, BIP-38
    rf"|[a-zA-Z]prv{B58}{{100,112}}"  # BIP-32
    rf"|PVT_(?:K1|R1|WA)_{B58}{{40,60}}"
    r"|(?:ed25519|secp256k1)-priv-0x[0-9a-fA-F]{64}"
    r"|(?:suiprivkey1|nsec1)[02-9ac-hj-np-z]{50,64}"
    rf"|edsk{B58}{{50,94}}|S[A-Z2-7]{{55}}|(?:0x)?[0-9a-fA-F]{{128}}"
)
WIF_LENGTHS = range(50, 53)  # 37 or 38 bytes
BARE_HEX = r"[0-9a-fA-F]{64}"
# A digit or letter lost or doubled, base64 of 32 or 64 bytes, a signature's length without being one.
NEARLY = (
    rf"[0-9a-fA-F]{{60,70}}|[5KL9c]{B58}{{48,53}}|[0-9A-Za-z+/]{{43}}=|[0-9A-Za-z+/]{{86}}==|{B58}{{85,90}}"
    rf"|[0-9a-fA-F]{{120,136}}|{B58}{{100,128}}"
    r"|[a-z]{36,}|[A-Z]{36,}"  # words without anything between them
)
WORD = r"[^\W\d_]+"
BETWEEN = 6  # letters of no word between two of a phrase: `, 12. `
PHRASE, PART = 12, 9  # words in a row
HAN_WORDS = r"(?:[\u3400-\u9fff][\s,、]{1,3}){11,}[\u3400-\u9fff]"
HAN_ALONE = r"[\u3400-\u9fff]{12,24}"
NUMBERS = r"(?:(?:\d{1,3}|0x[0-9a-fA-F]{1,2})[\s,]{1,3}){31,}(?:\d|0x)"
PAIRS = r"(?:[0-9a-fA-F]{2}[\s:-]){31,}[0-9a-fA-F]{2}"
FILE = r"PRIVATE KEY-----|\"?cipher_?text\"?\s{0,3}:"
NAMED = r"私[钥鑰匙]|密[钥鑰]|助[记記][词詞]|private[ _-]?key|secret[ _-]?key|seed[ _-]?phrase|mnemonic|recovery phrase"


def secrecy(text: str) -> Secrecy:
    """How secret a string looks. Reads its first 20,000 letters: linear, and no key is longer."""
    if ORDINARY.fullmatch(text):
        return Secrecy.CERTAIN if is_mini_key(text) else Secrecy.NONE
    plain = text[:20_000]
    if plain.isascii() and plain.isalnum():
        found = of_token(plain)
        return Secrecy.CERTAIN if worded(NAMED).search(plain) else hidden(found, text)
    plain = half_width(seen(plain))
    plain = plain if plain.isascii() else normal(plain)
    pieces = shape(PIECE).findall(plain)
    together = "".join(plain.split())
    runs = shape(RUN).findall(plain) + shape(RUN).findall(together[:400])
    found = max(map(of_token, {*pieces, *runs, together[:200]}))
    if found < Secrecy.CERTAIN:
        is_said = worded(FILE).search(plain) is not None or named(plain, pieces)
        found = Secrecy.CERTAIN if is_said else max(found, of_words(plain))
    if found is Secrecy.NONE and worded(HAN_ALONE).fullmatch(together):
        return Secrecy.HIDDEN
    return hidden(found, text)


def normal(plain: str) -> str:
    import unicodedata  # here, because only what is not ASCII needs it

    return unicodedata.normalize("NFKC", plain)


def hidden(found: Secrecy, text: str) -> Secrecy:
    """What is too long to have been read to its end is not repeated."""
    return max(found, Secrecy.HIDDEN) if len(text) > 20_000 else found


def is_mini_key(text: str) -> bool:
    """Casascius mini keys: `S` and 21, 25 or 29 letters; the hash with "?" after it begins with a zero byte.

    >>> is_mini_key("S6c56bnXQiBjk9mqSYE7ykVQ7NzrRy")
    True
    """
    return text[:1] == "S" and len(text) in (22, 26, 30) and sha256(text.encode() + b"?").digest()[0] == 0


def of_words(plain: str) -> Secrecy:
    """Twelve or more words of the lengths of BIP-39 in a row, or the numbers of a key; nine may be a part."""
    if worded(HAN_WORDS).search(plain) or any(shape(one).search(plain) for one in (NUMBERS, PAIRS)):
        return Secrecy.CERTAIN
    longest = in_a_row(plain)
    if longest >= PHRASE:
        return Secrecy.CERTAIN
    return Secrecy.HIDDEN if longest >= PART else Secrecy.NONE


def in_a_row(plain: str) -> int:
    """The most words of a phrase's lengths one after the other, whatever divides them.

    >>> in_a_row("1.abandon 2.ability, a 3.able|about_above")
    3
    """
    longest = run = end = 0
    for found in worded(WORD).finditer(plain):
        between = plain[end : found.start()]
        together = len(between) <= BETWEEN and not between.isalnum()  # digits alone divide an address
        run = (run if together else 0) + 1 if is_word(found[0]) else 0
        longest, end = max(longest, run), found.end()
    return longest


def is_word(word: str) -> bool:
    """By its length: 3 to 9 letters of one case (as in Italian), in Korean 2 to 4; a run of Han is a sentence."""
    if not word.isascii() and "\uac00" <= word[0] <= "\ud7a3":
        return 2 <= len(word) <= 4
    if "\u3400" <= word[0] <= "\u9fff":
        return False
    return 3 <= len(word) <= 9 and word[1:] in (word[1:].lower(), word[1:].upper())


def named(plain: str, pieces: list[str]) -> bool:
    """Whether the text itself says that what stands in it is a key."""
    return bool(pieces) and worded(NAMED).search(plain) is not None


def of_token(token: str) -> Secrecy:
    if shape(SHAPES).fullmatch(token):
        return Secrecy.CERTAIN
    if shape(BARE_HEX).fullmatch(token):
        return Secrecy.POSSIBLE
    if len(token) in WIF_LENGTHS and is_wif(token):
        return Secrecy.CERTAIN
    if 64 <= len(token) <= 88 and not token.startswith("0x"):
        return of_base58(token)
    return nearly(token)


def is_wif(token: str) -> bool:
    """A key of any chain in Bitcoin's format: a version from 128, 32 bytes, perhaps a 1; the checksum proves it.

    >>> is_wif("6uhLoq4ZQmXNuTZfQzEzHpRMPH9S7BeXGxRF2v6sUVRXMxDuDWC")
    False
    """
    try:
        payload = base58.check(token)
    except ChainError:
        return False
    return payload[0] >= 128 and (len(payload) == 33 or (len(payload) == 34 and payload[-1] == 1))


def of_base58(token: str) -> Secrecy:
    """A Solana key pair proves itself; any other 64 bytes may be a signature."""
    try:
        data = base58.decoded(token)
    except ChainError:
        return nearly(token)
    if len(data) != 64:
        return nearly(token)
    if is_key_pair(data):
        return Secrecy.CERTAIN
    return Secrecy.POSSIBLE if len(token) > 86 else Secrecy.NONE


def nearly(token: str) -> Secrecy:
    return Secrecy.HIDDEN if shape(NEARLY).fullmatch(token) else Secrecy.NONE


def masked(text: str, secrecy: Secrecy) -> str:
    """What may be shown: four letters at each end of a possible transaction, of the rest only its length."""
    plain = text.strip()
    if secrecy is Secrecy.NONE:
        return text
    if secrecy is Secrecy.POSSIBLE and shape(PIECE).fullmatch(plain):
        return f"{plain[:4]}…{plain[-4:]}"
    return f"‹{len(plain)} characters›"
