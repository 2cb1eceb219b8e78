"""Texts out of bytes: what a fuzzer changes blindly becomes sentences with secrets, fragments and strange signs.

The first byte says how the rest is read: as UTF-8 with its faults kept, as UTF-16 with half surrogate pairs, or as
a recipe in which every byte names a piece (a word, a key, a frame of a sentence) or a sign of the bytes after it.
"""

from collections.abc import Sequence

from tests.guard.phrases import phrase

ENGLISH, SIMPLIFIED, JAPANESE = phrase(), phrase("chinese_simplified", seed=2), phrase("japanese", seed=3)
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"

SECRETS = [
    " ".join(ENGLISH),
    ", ".join(ENGLISH),
    " ".join(SIMPLIFIED),
    "".join(SIMPLIFIED),
    "\u3000".join(JAPANESE),
    WIF,
    HEX,
    f"0x{HEX}",
    "PVT_K1_2bfGi9rYsXQSXXTvJbDAPhHLQUojjaNLomdm3cEJ1XTzMqUt3V",
    "4111 1111 1111 1111",
    "11010519491231002X",
    "17000000088",
    "+86 170-0000-0088",
    "420774",
    "4 2 0 7 7 4",
    "四二零七七四",
    "four two oh double seven four",
    "Qwerty6124#",
    "a.b@example.com",
    "E12345678",
    "A123456(3)",
    "[" + ",".join(map(str, range(64))) + "]",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----",
    '{"crypto":{"ciphertext":"00","kdf":"scrypt"}}',
]
WORDS = [*ENGLISH, *SIMPLIFIED, *JAPANESE, *(word[:4] for word in ENGLISH), "abandn", "zooo", "letter"]
FRAMES = ["助记词是", "私钥：", "验证码", "密码是", "口令=", "卡号", "身份证", "护照号码 ", "cvv ", "安全码"]
FRAMES += [
    "my seed phrase is ",
    "private key: ",
    "code is ",
    "otp ",
    "password: ",
    "pin ",
    "card ",
    "passport no. ",
]
FRAMES += [
    "交易哈希 ",
    "txid ",
    "订单",
    "block ",
    "public key ",
    "https://example.com/tx/",
    "电话",
    "call me ",
    "第",
]
FRAMES += [
    "第一个是",
    "然后",
    "first word ",
    "number two is ",
    "um ",
    "and then ",
    "the",
    "a",
    "的",
    "是",
    "词",
    "seed",
]
FRAMES += [
    "-----BEGIN ",
    "PRIVATE KEY-----",
    '"ciphertext"',
    '"kdf"',
    "privkey=",
    "ed25519-priv-0x",
    "edsk",
    "nsec1",
]
SIGNS = [
    " ",
    "\n",
    "\r\n",
    "\t",
    ",",
    ", ",
    "，",
    "、",
    "。",
    ".",
    ":",
    "：",
    "=",
    "-",
    "_",
    "/",
    "|",
    '"',
    "'",
    "“",
]
SIGNS += [
    "”",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "‹",
    "›",
    "‹phone›",
    "‹seed_phrase›",
    "@",
    "#",
    "+",
]
SIGNS += [
    "\0",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2060",
    "\u3000",
    "\u00a0",
    "\u2028",
    "\x85",
]
SIGNS += [
    "\ud800",
    "\udfff",
    "\ud83d\ude00",
    "😀",
    "é",
    "e\u0301",
    "İ",
    "ß",
    "ﬁ",
    "²",
    "①",
    "Ⅳ",
    "𝟘",
    "𝐚",
    "ⓐ",
    "ａ",
]
SIGNS += [
    "１",
    "٣",
    "३",
    "〇",
    "壹",
    "幺",
    "x",
    "X",
    "0",
    "1",
    "6",
    "86",
    "95",
    "1234",
    "2026",
    "İİİ",
    "ŉ",
    "ǰ",
    "\u0345",
]
PIECES = [*SECRETS, *WORDS, *FRAMES, *SIGNS]
LONGEST = 4_000


def text_of(data: bytes, pieces: Sequence[str] = PIECES) -> str:
    """At most `LONGEST` characters; any bytes give a text, and the same bytes the same."""
    if not data:
        return ""
    form, rest = data[0] % 8, data[1:]
    if form == 0:
        return rest.decode("utf-8", "surrogateescape")[:LONGEST]
    if form == 1:
        return rest[: len(rest) // 2 * 2].decode("utf-16-le", "surrogatepass")[:LONGEST]
    return "".join(cooked(rest, pieces))[:LONGEST]


def cooked(recipe: bytes, pieces: Sequence[str]) -> list[str]:
    """Two bytes name a piece; from 0xf000 on the lower twelve bits are a character of their own."""
    numbers = [int.from_bytes(recipe[place : place + 2], "little") for place in range(0, len(recipe), 2)]
    return [
        chr(0x20 + number % 0xC000) if number >= 0xF000 else pieces[number % len(pieces)]
        for number in numbers
    ]


def recipe_of(*pieces: str) -> bytes:
    """The bytes that give these pieces: a start for a fuzzer."""
    return b"\x02" + b"".join(PIECES.index(piece).to_bytes(2, "little") for piece in pieces)
