"""How Chinese sounds: an error of speech recognition, or a swindler's way round a filter, keeps the sound.

The table (`data/sounds.txt`, made by `scripts/make_sounds.py`) knows simplified and traditional characters alike.
Tones are left out, and what many speakers do not tell apart is one: n and l, zh and z, ch and c, sh and s,
-ing and -in, -eng and -en.
"""

from functools import cache
from pkgutil import get_data


def syllables(text: str) -> list[tuple[str, int, int]]:
    """Each Han character's syllable with the code points it spans: (syllable, start, end).

    >>> syllables("把驗證码 给我")
    [('ba', 0, 1), ('yan', 1, 2), ('zen', 2, 3), ('ma', 3, 4), ('gei', 5, 6), ('wo', 6, 7)]
    """
    sounds = table()
    return [(sounds[sign], at, at + 1) for at, sign in enumerate(text) if sign in sounds]


@cache
def table() -> dict[str, str]:
    """Every character's syllable; those that sound alike share one string."""
    raw = get_data(__package__, "data/sounds.txt")
    if raw is None:
        raise FileNotFoundError("sounds.txt")
    lines = (line.split(" ") for line in raw.decode("utf-8").splitlines() if not line.startswith("#"))
    return {sign: syllable for syllable, signs in lines for sign in signs}
