"""Makes the small filter by which a page knows seed words without having them sent anywhere.

python -m scripts.seed_filter

Three Bloom filters (Bloom 1970, five hashes) of the English words of `guard.secrets.words`: those that tell, those
of everyday prose, and those between dictated words. `tests/ui/test_seed_filter.py` fails while the words and the
file differ.
"""

import base64
from collections.abc import Iterable
from pathlib import Path

from answerback.guard.secrets.words import BOTH, EVERYDAY, FILLER, PREFIX, WORD, lexicon

FILE = Path(__file__).resolve().parent.parent / "src/answerback/ui/static/ui/seed_filter.js"
BITS_PER_WORD = 12
HASHES = 5
TOP = 1 << 32


def words() -> dict[str, list[str]]:
    """The English words and their first four letters, by what they are worth."""
    book = lexicon()
    listed = book.places["english"]
    known = {*listed, *(word[:4] for word in listed), *(word for word in book.flags if word.isascii())}
    latin = {word: book.flags.get(word, WORD) for word in known if word.isalpha()}
    english = {word: flag for word, flag in latin.items() if flag == FILLER or is_english(word, listed)}
    groups = {"RARE": (WORD, PREFIX), "COMMON": (BOTH, EVERYDAY), "FILLER": (FILLER,)}
    return {
        name: sorted(word for word, flag in english.items() if flag in flags)
        for name, flags in groups.items()
    }


def is_english(word: str, listed: Iterable[str]) -> bool:
    """Whether it is a listed word or the first four letters of one."""
    return word in listed or (len(word) == 4 and any(one.startswith(word) for one in listed))


def bloom(members: Iterable[str]) -> str:
    """The filter as base64: bit `n` is bit `n % 8` of byte `n // 8`."""
    chosen = list(members)
    filled = bytearray((len(chosen) * BITS_PER_WORD + 7) // 8)
    for word in chosen:
        for place in places(word, len(filled) * 8):
            filled[place // 8] |= 1 << place % 8
    return base64.b64encode(filled).decode("ascii")


def places(word: str, bits: int) -> list[int]:
    """The bits of a word: FNV-1a (32 bit) and a turned copy of it, added up (Kirsch and Mitzenmacher 2006)."""
    first = 2166136261
    for letter in word.encode("ascii"):
        first = (first ^ letter) * 16777619 % TOP
    second = (first >> 17 | first << 15) % TOP | 1
    return [(first + turn * second) % TOP % bits for turn in range(HASHES)]


def script() -> str:
    """The whole module."""
    lines = [f'export const {name} = "{bloom(members)}";' for name, members in words().items()]
    return "\n".join(
        ["// Made by scripts/seed_filter.py: which words may belong to a seed phrase.", *lines, ""]
    )


def main() -> None:
    """Write the module."""
    FILE.write_text(script(), encoding="utf-8")


if __name__ == "__main__":
    main()
