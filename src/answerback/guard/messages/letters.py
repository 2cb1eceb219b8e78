"""What each code point is read as: a plain letter, a boundary, a gap or nothing. One for one: places stay."""

import unicodedata
from functools import cache
from pkgutil import get_data

SENTENCE_ENDS = "。！？!?；;\n\r\u2028\u2029.…｡"
CLAUSE_ENDS = ",，،､"
# Cyrillic and Greek letters that look like Latin ones.
LOOK_ALIKES = dict(
    zip("аеорсухіѕјԁһԛԝвкмнтгпиαβεικνορτυχω", "aeopcyxisjdhqwbkmhtrnuabeiknoptuxw", strict=True)
)


class Letters(dict[int, str]):
    """Filled as texts are read: a table of what was seen, not of all of Unicode."""

    def __missing__(self, code: int) -> str:
        read = self[code] = letter(chr(code))
        return read


LETTERS = Letters()


def letter(sign: str) -> str:
    """
    >>> [letter(sign) for sign in "Ｑ證é。，🔥" + chr(0x200B)]
    ['q', '证', 'e', '.', ',', ' ', '\\x00']
    """
    if sign in SENTENCE_ENDS:
        return "."
    if sign in CLAUSE_ENDS:
        return ","
    if unicodedata.category(sign) in ("Cf", "Mn", "Me", "Cc") and sign not in "\t\v\f":
        return "\x00"
    plain = unicodedata.normalize("NFKD", sign).lower()[:1]
    plain = LOOK_ALIKES.get(plain, plain)
    if not plain.isalnum():
        return " "
    return simplified().get(plain, plain)


@cache
def simplified() -> dict[str, str]:
    """Traditional characters and the simplified one that the rules are written in."""
    raw = (get_data(__package__, "data/traditional.txt") or b"").decode("utf-8")
    lines = (line for line in raw.splitlines() if not line.startswith("#"))
    return {old: line[0] for line in lines for old in line[2:]}
