"""The ten official BIP-39 word lists, and the little words that stand between seed words when people speak.

Lists: trezor/python-mnemonic, MIT, `data/LICENSE.bip39`. A word is looked up in lower case, composed or
decomposed, with or without its accents.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

LANGUAGES = (
    "english",
    "chinese_simplified",
    "chinese_traditional",
    "japanese",
    "korean",
    "french",
    "spanish",
    "italian",
    "portuguese",
    "czech",
)
LATIN = frozenset({"english", "french", "spanish", "italian", "portuguese", "czech"})
UNKNOWN, FILLER, WORD, BOTH, PREFIX, EVERYDAY, DIVIDER = range(7)

HAN_NUMBERS = [
    tens + units for tens in ("", "十", "二十") for units in ("", *"一二三四五六七八九") if tens + units
]
AFTER_ORDINAL = [
    "",
    "个",
    "个是",
    "个词",
    "个词是",
    "个单词",
    "个单词是",
    "个字",
    "个字是",
    "位",
    "是",
    "词是",
]
AFTER_ORDINAL += ["個", "個是", "個詞", "個詞是"]


@dataclass(frozen=True)
class Lexicon:
    """`flags`: what a token is, `ascii` those of ASCII words; `places`: by language, a word's index from 0."""

    flags: dict[str, int]
    ascii: dict[bytes, int]
    places: dict[str, dict[str, int]]


@cache
def lexicon() -> Lexicon:
    """Read once, at the first text with letters in it."""
    places = {language: variants(word_list(language)) for language in LANGUAGES}
    flags = dict.fromkeys(fillers(), FILLER)
    flags.update({word[:4]: PREFIX for word in places["english"] if len(word) > 4})
    for known in places.values():
        for word in known:
            flags[word] = BOTH if flags.get(word) in (FILLER, BOTH) else WORD
    flags.update((word, EVERYDAY) for word in everyday() if flags[word] == WORD)
    ascii_flags = {word.encode(): flag for word, flag in flags.items() if word.isascii()}
    ascii_flags[b","] = DIVIDER  # no word: see seeds_in_clauses
    return Lexicon(flags, ascii_flags, places)


@cache
def word_list(language: str) -> tuple[str, ...]:
    return tuple(data(f"bip39_{language}.txt").split())


def everyday() -> frozenset[str]:
    return words_of("everyday_english.txt")


@cache
def words_of(name: str) -> frozenset[str]:
    lines = data(name).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def data(name: str) -> str:
    found = get_data(__package__, f"data/{name}")  # pathlib would cost 20 ms at every start
    if found is None:
        raise FileNotFoundError(name)
    return found.decode("utf-8")


def variants(listed: tuple[str, ...]) -> dict[str, int]:
    """The index of every spelling a keyboard or a recogniser may give a listed word."""
    if "".join(listed).isascii():
        return {word: place for place, word in enumerate(listed)}
    spellings: dict[str, int] = {}
    for place, word in enumerate(listed):
        split = unicodedata.normalize("NFKD", word)
        bare = "".join(letter for letter in split if not "\u0300" <= letter <= "\u036f")
        for spelling in (bare, split, unicodedata.normalize("NFC", word)):
            spellings[spelling] = place
    return spellings


def fillers() -> set[str]:
    ordinals = {f"第{number}{after}" for number in HAN_NUMBERS for after in AFTER_ORDINAL}
    return {*words_of("spoken_english.txt"), *words_of("spoken_chinese.txt"), *ordinals}
