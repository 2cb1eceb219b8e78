"""The text as it is searched: full-width forms made plain, invisible characters gone, offsets kept."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import repeat

from answerback.guard.kinds import Kind
from answerback.guard.secrets import views
from answerback.guard.secrets.lazy import made_once, pattern
from answerback.guard.secrets.spoken import ENGLISH, SAID_ENGLISH, SAID_HAN
from answerback.guard.secrets.words import BOTH, EVERYDAY, PREFIX, UNKNOWN, WORD, lexicon

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff"
)
FANCY = (
    "\uff0b\uff0d\uff0e\uff0f\uff10-\uff19\uff1d\uff20-\uff3a\uff3f\uff41-\uff5a"
    "\u017f\u212a\u3000\u00a0\u2000-\u200a\u202f\u205f\U0001d400-\U0001d7ff\u24b6-\u24e9"
)
OTHER_DIGITS = (
    "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59"
    "\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089"
)
# Letters of the lists that are neither ASCII nor common Chinese characters: with accents, kana, hangul.
OTHER_LETTERS = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0300-\u036f\u1100-\u11ff"
    "\u3041-\u30ff\u3400-\u4dbf\uac00-\ud7a3\uf900-\ufaff"
)
STRANGE = pattern(f"[{UNSEEN}{FANCY}{OTHER_DIGITS}{OTHER_LETTERS}]")
# No `\b`: between 号 and 6 there is none for Python. The look-behind is second for speed.
DIGIT_RUN = pattern(
    r"[0-9](?<![0-9A-Za-z_].)(?:[ \-\u2010-\u2015()]{0,2}+[0-9]){3,}+(?:[xX]| [xX](?![0-9A-Za-z]))?"
)
NUMBER = pattern(b"[0-9]{3}")
MANY_LETTERS = b"a" * (12 * 3)
ASCII_WORD = pattern(b"[a-z]+")
SAID_RUN, SAID_IN_ENGLISH = pattern(SAID_HAN), pattern(SAID_ENGLISH)
IN_A_ROW, SPELLED_ROW = b"\1\1", pattern(rb"\x01(?:\x00?\x01){6,}+")  # "double" may stand between
SPELLED = frozenset(name.encode() for name in ENGLISH)
FEWEST_SPELLED = 7
"""Digits read aloud in English of the shortest number that is looked for; "double" and "triple" make up for three."""
INVISIBLE = pattern(f"[{UNSEEN}]")
VISIBLE_STRANGE = pattern(f"[{FANCY}{OTHER_DIGITS}]")


OPENING = "‹"
PLACEHOLDER = pattern("|".join(kind.placeholder for kind in Kind))
NOT_DIGITS = bytes(code for code in range(256) if not 48 <= code <= 57)
NEITHER_LETTERS_NOR_DIGITS = bytes(code for code in NOT_DIGITS if not 97 <= code <= 122)
NOT_LISTED = bytes(set(range(256)) - {WORD, BOTH, PREFIX, EVERYDAY})
FEWEST_SIGNS = 15
"""Letters of five words of three: fewer words tell nothing."""
# The beginnings of all that seeds.MENTION finds.
ENGLISH_MENTION = (b"seed", b"mnem", b"reco", b"back", b"secr", b"word")
CHINESE_MENTION = pattern("助[记記]|备份|備份|恢[复復]|种子|種子|密[语語]|注记")
OF_MENTIONS = views.telling(*"助备備恢种種密注")
NONE: frozenset[int] = frozenset()
Span = tuple[int, int]


class Plain:
    """A text to be searched, and what detectors ask of it, each made at most once, when first asked for.

    `removed`: places in `text` before which characters were taken out. `ascii`: one byte a character, "?" for all
    that is not ASCII; `low`: the same in small letters.
    """

    def __init__(self, text: str, removed: tuple[int, ...] = (), *, has_other_script: bool = False) -> None:
        self.text, self.removed, self.has_other_script = text, removed, has_other_script
        self.ascii = text.encode("ascii", "replace")
        self.low = self.ascii.lower()

    @made_once
    def lowered(self) -> str:
        """In lower case, character for character."""
        return lowered(self.text)

    @made_once
    def shapes(self) -> bytes:
        """See views.SHAPES."""
        return self.ascii.translate(views.SHAPES)

    @made_once
    def codes(self) -> bytes:
        """See views.coded."""
        return views.coded(self.text)

    @made_once
    def telling(self) -> frozenset[int]:
        """Which of views.TELLING the text holds, by their codes."""
        return NONE if self.text.isascii() else frozenset(self.codes.translate(None, views.NOT_TELLING))

    @made_once
    def compact(self) -> bytes:
        """The letters and digits of ASCII, in small letters, with nothing between them.

        A word that the text holds stands in here too, so that one that does not is not in the text.
        """
        return self.low.translate(None, NEITHER_LETTERS_NOR_DIGITS)

    @made_once
    def signs(self) -> int:
        """How many letters and digits of ASCII there are."""
        return len(self.compact)

    @made_once
    def standing_out(self) -> bytes:
        """See views.STANDING_OUT."""
        return self.codes.translate(views.STANDING_OUT)

    @made_once
    def has_many_letters(self) -> bool:
        """Whether as many letters stand in a row as twelve words have."""
        return self.signs >= len(MANY_LETTERS) and MANY_LETTERS in self.low.translate(views.LETTERS_ALIKE)

    @made_once
    def digits(self) -> int:
        """How many digits there are."""
        return len(self.ascii.translate(None, NOT_DIGITS))

    @made_once
    def has_number(self) -> bool:
        """Whether three digits stand in a row somewhere."""
        return self.digits >= 3 and NUMBER.search(self.ascii) is not None

    @made_once
    def digit_runs(self) -> list[Span]:
        """Four digits and more, in groups with little between them."""
        return [found.span() for found in DIGIT_RUN.finditer(self.text)] if self.digits >= 4 else []

    @made_once
    def said_runs(self) -> list[Span]:
        """Four digits and more read aloud in Chinese."""
        if self.text.isascii() or SAID_RUN.search(self.text) is None:
            return []
        return [found.span() for found in SAID_RUN.finditer(self.text)]

    @made_once
    def english_runs(self) -> list[Span]:
        """Digits read aloud in English, as many as a number has."""
        if self.signs < 3 * FEWEST_SPELLED or len(self.words) < FEWEST_SPELLED:
            return []
        named = bytes(map(SPELLED.__contains__, self.words))
        rows = [found.span() for found in SPELLED_ROW.finditer(named)] if IN_A_ROW in named else []
        return [
            found.span()
            for first, past in rows
            for found in SAID_IN_ENGLISH.finditer(
                self.lowered, self.spans[max(0, first - 1)][0], self.spans[past - 1][1]
            )
        ]

    @made_once
    def words(self) -> list[bytes]:
        """The ASCII words, in small letters: what stands between them is not told."""
        return self.low.translate(views.LETTERS).split()

    @made_once
    def may_mention_seeds(self) -> bool:
        """Whether there may be a word for seed phrases: see seeds.MENTION."""
        if self.signs >= 4:
            compact = self.compact
            for word in ENGLISH_MENTION:
                if word in compact:
                    return True
        return not OF_MENTIONS.isdisjoint(self.telling) and CHINESE_MENTION.search(self.text) is not None

    @made_once
    def clauses(self) -> bytes:
        """The same letters, with commas for all that divides clauses."""
        if self.text.isascii():
            return self.low.translate(views.CLAUSES)
        return self.codes.translate(views.CHINESE_CLAUSES)

    @made_once
    def spans(self) -> list[Span]:
        """Where each of the words stands."""
        return [found.span() for found in ASCII_WORD.finditer(self.low)]

    @made_once
    def flags(self) -> bytes:
        """What each of the words is: see words.Lexicon."""
        return bytes(map(lexicon().ascii.get, self.words, repeat(UNKNOWN)))

    @made_once
    def listed(self) -> int:
        """How many of the words are in a list, whole or cut."""
        return len(self.flags.translate(None, NOT_LISTED)) if self.signs >= FEWEST_SIGNS else 0

    def chinese_places(self, words: Sequence[str]) -> Iterable[int]:
        """Where any of these words stands; the last character of each is one of views.TELLING."""
        held = self.telling
        if not held:
            return ()
        needles = [needle for word in words if (needle := views.needle(word))[-1] in held]
        return views.places_of_any(self.codes, needles) if needles else ()

    def windows(
        self, english: Sequence[bytes], chinese: Sequence[str], *, before: int, after: int
    ) -> views.Windows:
        """So much around each of these words."""
        hits = [*views.places_of_any(self.low, english), *self.chinese_places(chinese)]
        return views.around(hits, len(self.low), before=before, after=after) if hits else []

    def original(self, place: int) -> int:
        """Where a place of `text` stands in the original."""
        if not self.removed:
            return place
        return place + bisect_left(self.removed, place + 1)


def plain(original: str) -> Plain:
    """`plain("１3\\u200b8").text == "138"`."""
    if OPENING in original:  # what was taken out before is no context for what is left
        original = PLACEHOLDER.sub(lambda found: " " * len(found.group()), original)
    if original.isascii() or STRANGE.search(original) is None:
        return Plain(original)
    text = VISIBLE_STRANGE.sub(lambda found: folded(found.group()), original)
    places = [found.start() for found in INVISIBLE.finditer(text)]
    text = INVISIBLE.sub("", text) if places else text
    removed = tuple(place - count for count, place in enumerate(places))
    return Plain(text, removed, has_other_script=True)


def lowered(text: str) -> str:
    """In lower case, character for character: the few that would grow ("İ") stay as they are."""
    small = text.lower()
    return (
        small
        if len(small) == len(text)
        else "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    )


def folded(character: str) -> str:
    """The compatibility form where it is one character too; others stay, so that offsets hold."""
    form = unicodedata.normalize("NFKC", character)
    if len(form) != 1:
        return character
    digit = unicodedata.decimal(form, None)
    return form if digit is None else str(digit)
