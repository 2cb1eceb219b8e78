"""Cheap pictures of a text, one byte a character, that show where detectors may find something at all.

Python encodes and translates whole texts at hundreds of megabytes a second and searches bytes faster still, so what
cannot hold a secret is never read character by character. A picture may show too much, but never too little.
"""

import codecs
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat

Windows = list[tuple[int, int]]

SMALL, CAPITAL, DIGIT, BLANK = b"a0A "[0], b"a0A "[2], b"a0A "[1], b" "[0]
SHAPES = bytes(
    SMALL if 97 <= code <= 122 else CAPITAL if 65 <= code <= 90 else DIGIT if 48 <= code <= 57 else BLANK
    for code in range(256)
)
"""Small letters, capitals, digits, all the rest: "Ab1-" is "Aa0 "."""
WORDS = bytes(BLANK if shape == BLANK else SMALL for shape in SHAPES)
LETTERS_ALIKE = bytes(97 if 97 <= code <= 122 else BLANK for code in range(256))
LETTERS = bytes(code if 97 <= code <= 122 else BLANK for code in range(256))

# Codes for the Chinese picture. A character without one is written "?": listed and rare, or of another script.
COMMON = (
    "的我您一是这们了不有以可在要好人为能会个和下你中行过确时大理吗到来需全国方上么信谢他实问提安地常如资解些发身样份"
    "心息快现生说号供进先后请得还年用户也就系对出服家最果里保金小看合电通体认话经作多道点分客子联但银间题于公等再什便成"
    "之没自天机工明学动名那然尽处事定张情去高起前都民本"
)
"""The commonest of the listed characters, in this order: counted by scripts/train_han_pairs.py."""
TELLING = "三码碼密钥鑰匙助备備恢种種注照證证令暗第背私语語"
"""Each stands in a word that some detector looks for."""
BETWEEN = (
    "，。、：；！（）“”账询 \n,.:-()/\t;_|+abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
)
UNLIKE = b"?"[0]
CODED = ["\0", *BETWEEN, *COMMON, *TELLING]  # a table that does not begin with zero is turned into a slow one
CODE = dict(zip(CODED, (code for code in range(256) if code != UNLIKE), strict=False)) | {"?": UNLIKE}
OF_COMMON, OF_BETWEEN, OF_TELLING = ({CODE[sign] for sign in signs} for signs in (COMMON, BETWEEN, TELLING))
OF_HAN = {CODE[sign] for sign in CODED if "\u4e00" <= sign <= "\u9fff"} | {UNLIKE}
STANDING_OUT = bytes(
    BLANK if code in OF_COMMON else 124 if code in OF_BETWEEN else UNLIKE for code in range(256)
)
"""Common characters as blanks, what ends a row as bars, all the rest as question marks."""
ROWS_OF_HAN = bytes(SMALL if code in OF_HAN or code not in OF_BETWEEN else BLANK for code in range(256))
"""Small letters for Chinese characters and what has no code, blanks for the rest."""
DIVIDERS = ":：,;.，；、。\n"
CLAUSES = bytes(ord(",") if chr(code) in DIVIDERS else letter for code, letter in enumerate(LETTERS))
"""Small letters, commas for what divides clauses, blanks for the rest."""
CHINESE_CLAUSES = bytes(
    ord(",") if sign in DIVIDERS else ord(sign.lower()) if sign.isascii() and sign.isalpha() else BLANK
    for sign in map(dict(zip(CODE.values(), CODE, strict=True)).get, range(256), repeat("\0"))
)
"""The same of a text in the codes above."""
NOT_TELLING = bytes(code for code in range(256) if code not in OF_TELLING)


@cache
def chinese_codes() -> object:
    """The table behind `coded`; made at the first Chinese text."""
    signs = {code: sign for sign, code in CODE.items()}
    return codecs.charmap_build("".join(signs.get(code, "\ufffe") for code in range(256)))


def coded(text: str) -> bytes:
    """The text in the codes above."""
    return codecs.charmap_encode(text, "replace", chinese_codes())[0]  # type: ignore[arg-type]


def places_of_any(picture: bytes, needles: Iterable[bytes]) -> list[int]:
    """Where any of the needles stands."""
    return [place for needle in needles if needle in picture for place in places(picture, needle)]


@cache
def needle(word: str) -> bytes:
    """The word in the codes above, to be looked for in a text."""
    return bytes(CODE[sign] for sign in word)


def telling(*signs: str) -> frozenset[int]:
    """The codes of these characters, to compare with what a text holds of them."""
    return frozenset(CODE[sign] for sign in signs)


def places(picture: bytes, needle: bytes) -> Iterator[int]:
    """Where the needle stands, without overlap."""
    place = picture.find(needle)
    while place >= 0:
        yield place
        place = picture.find(needle, place + len(needle))


def around(hits: Iterable[int], length: int, *, before: int, after: int) -> Windows:
    """So much around each place, in order, those that touch as one."""
    windows: Windows = []
    for place in sorted(hits):
        start, end = max(0, place - before), min(length, place + after)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows
