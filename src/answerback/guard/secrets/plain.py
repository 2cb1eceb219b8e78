"""The text as it is searched: full-width forms made plain, invisible characters gone, offsets kept."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from answerback.guard.kinds import Kind
from answerback.guard.secrets import views
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.spoken import SAID_HAN

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
DIGIT_RUN = pattern(r"[0-9](?<![0-9A-Za-z_].)(?:[ \-\u2010-\u2015()]{0,2}+[0-9]){3,}+[xX]?")
NUMBER = re.compile(b"[0-9]{3}")
SAID_RUN = pattern(SAID_HAN)
INVISIBLE = pattern(f"[{UNSEEN}]")
VISIBLE_STRANGE = pattern(f"[{FANCY}{OTHER_DIGITS}]")


OPENING = "‹"
PLACEHOLDER = pattern("|".join(kind.placeholder for kind in Kind))
NOT_DIGITS = bytes(code for code in range(256) if not 48 <= code <= 57)


class Plain:
    """A text to be searched, and what detectors ask of it, each made at most once.

    `removed`: places in `text` before which characters were taken out. `ascii`: one byte a character, "?" for all
    that is not ASCII; `low`: the same in small letters. `digit_runs`: four digits and more, in groups with little
    between them; `said_runs`: read aloud in Chinese; `has_number`: three digits in a row stand somewhere.
    """

    __slots__ = (
        *("text", "removed", "ascii", "low", "digit_runs", "said_runs", "has_number", "has_other_script"),
        *("_codes", "_lowered", "_shapes", "_telling", "_words"),
    )

    def __init__(self, text: str, removed: tuple[int, ...] = (), *, has_other_script: bool = False) -> None:
        self.text, self.removed, self.has_other_script = text, removed, has_other_script
        self.ascii = text.encode("ascii", "replace")
        self.low = self.ascii.lower()
        digits = len(self.ascii.translate(None, NOT_DIGITS))
        self.has_number = digits >= 3 and NUMBER.search(self.ascii) is not None
        self.digit_runs = [found.span() for found in DIGIT_RUN.finditer(text)] if digits >= 4 else []
        self.said_runs = [] if text.isascii() else [found.span() for found in SAID_RUN.finditer(text)]
        self._lowered: str | None = None
        self._shapes: bytes | None = None
        self._codes: bytes | None = None
        self._telling: frozenset[int] | None = None
        self._words: list[bytes] | None = None

    @property
    def lowered(self) -> str:
        """In lower case, character for character."""
        if self._lowered is None:
            self._lowered = lowered(self.text)
        return self._lowered

    @property
    def shapes(self) -> bytes:
        """See views.SHAPES."""
        if self._shapes is None:
            self._shapes = self.ascii.translate(views.SHAPES)
        return self._shapes

    @property
    def codes(self) -> bytes:
        """See views.coded."""
        if self._codes is None:
            self._codes = views.coded(self.text)
        return self._codes

    @property
    def telling(self) -> frozenset[int]:
        """Which of views.TELLING the text holds, by their codes."""
        if self._telling is None:
            text_is_plain = self.text.isascii()
            self._telling = (
                frozenset() if text_is_plain else frozenset(self.codes.translate(None, views.NOT_TELLING))
            )
        return self._telling

    @property
    def words(self) -> list[bytes]:
        """The ASCII words, in small letters: what stands between them is not told."""
        if self._words is None:
            self._words = self.low.translate(views.LETTERS).split()
        return self._words

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
