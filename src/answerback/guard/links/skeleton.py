"""What a label looks like (UTS 39, section 4), and which scripts it mixes."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from answerback.guard.links.names import unicode_label

# Two letters that read as one, and digits that stand for letters: wider than UTS 39, and only on names.
PAIRS = (("rn", "m"), ("vv", "w"))
DIGITS = str.maketrans("01345789i", "oleastbgl")
SCRIPT = re.compile(r"^(LATIN|CYRILLIC|GREEK|ARMENIAN|CHEROKEE|GEORGIAN|COPTIC)\b")


@cache
def prototypes() -> dict[int, str]:
    """Every character that looks like another, to what it looks like."""
    text = files(__package__).joinpath("data", "confusables.txt").read_text("utf-8")
    rows = (line.split("\t") for line in text.split("\n") if "\t" in line)
    return {ord(letter): prototype for prototype, letters in rows for letter in letters}


@lru_cache(maxsize=8192)
def skeleton(label: str) -> str:
    """What is left of a label when look-alike letters are made one, accents and disguised digits taken off.

    >>> skeleton("xn--metmask-4fg") == skeleton("rnetamask") == skeleton("met4mask") == skeleton("metamask")
    True
    """
    shown = prototype(unicode_label(label))
    for pair, letter in PAIRS:
        shown = shown.replace(pair, letter)
    return shown.translate(DIGITS)


def prototype(shown: str) -> str:
    """The skeleton of UTS 39 in small letters, without accents."""
    if shown.isascii():
        return shown
    mapped = unicodedata.normalize("NFD", unicodedata.normalize("NFD", shown).translate(prototypes()))
    return "".join(letter for letter in mapped if not unicodedata.combining(letter)).lower()


def mixes_scripts(label: str) -> bool:
    """Whether letters that pass for Latin ones stand among Latin ones, or of two such scripts together."""
    return len(_scripts(unicode_label(label))) > 1


def passes_for_latin(label: str) -> bool:
    """Whether every letter of a foreign label has a Latin double: `аррӏе` in Cyrillic."""
    shown = unicode_label(label)
    return bool(_scripts(shown) - {"LATIN"}) and prototype(shown).isascii()


def _scripts(shown: str) -> set[str]:
    if shown.isascii():
        return set()
    found = (SCRIPT.match(unicodedata.name(letter, "")) for letter in shown)
    return {match[1] for match in found if match}
