"""A ticket's reference as it is read aloud: every letter with a word that no line can swallow."""

from __future__ import annotations

from answerback.tickets.reference import spoken

# ICAO spelling alphabet; in Chinese the towns that everybody knows by their initial.
WORDS_EN = dict(
    zip(
        "HKMQRTWXY",
        ["Hotel", "Kilo", "Mike", "Quebec", "Romeo", "Tango", "Whiskey", "X-ray", "Yankee"],
        strict=True,
    )
)
WORDS_ZH = dict(
    zip(
        "HKMQRTWXY",
        ["杭州的H", "昆明的K", "绵阳的M", "青岛的Q", "日照的R", "天津的T", "武汉的W", "西安的X", "银川的Y"],
        strict=True,
    )
)
DIGITS_ZH = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))


def aloud(reference: str, *, language: str) -> list[str]:
    """Each group of three as it is said.

    >>> aloud("K7M4QX9TY", language="en")
    ['Kilo 7 Mike', '4 Quebec X-ray', '9 Tango Yankee']
    >>> aloud("K7M4QX9TY", language="zh-hans")[0]
    '昆明的K、七、绵阳的M'
    """
    chinese = language.lower().startswith("zh")
    words, between = (WORDS_ZH | DIGITS_ZH, "、") if chinese else (WORDS_EN, " ")
    groups = spoken(reference).split("-")
    return [between.join(words.get(character, character) for character in group) for group in groups]
