"""Writes guard/messages/data/sounds.txt: how a Han character sounds, without its tone, near-homophones as one.

    python scripts/make_sounds.py

Needs `pypinyin` (its tables are MIT; written with 0.55.0) in the environment that runs it; Answerback does not.
Of several readings the first, which is the commonest, counts.
"""

import importlib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path("src/answerback/guard/messages/data/sounds.txt")
HEAD = (
    "# Syllables without tone (n as l, zh ch sh as z c s, -ng as -n after e i), each followed by its characters.",
    "# Made by scripts/make_sounds.py from the tables of pypinyin (MIT, see LICENSE.pypinyin).",
)
FIRST, LAST = 0x4E00, 0x9FFF  # the CJK Unified Ideographs block: all of GBK and Big5
FOLDED = ((r"^n", "l"), (r"^([zcs])h", r"\1"), (r"([ei])ng$", r"\1n"), (r"ü", "v"))


def folded(reading: str) -> str:
    """ "zhèng" → "zen", "nǐ" → "li", "nǚ" → "lv"."""
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFD", reading)
        if not unicodedata.combining(sign) or sign == "\u0308"
    )
    syllable = unicodedata.normalize("NFC", bare)
    for pattern, put in FOLDED:
        syllable = re.sub(pattern, put, syllable)
    return syllable


def main() -> None:
    readings: dict[int, str] = importlib.import_module("pypinyin.pinyin_dict").pinyin_dict
    characters = defaultdict(list)
    for point in range(FIRST, LAST + 1):
        syllable = folded(readings.get(point, "").partition(",")[0])
        if re.fullmatch("[a-zê]+", syllable):
            characters[syllable].append(chr(point))
    lines = [syllable + " " + "".join(signs) for syllable, signs in sorted(characters.items())]
    TARGET.write_text("\n".join([*HEAD, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
