"""The text as it is searched: full-width forms made plain, invisible characters gone, offsets kept."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from answerback.guard.kinds import Kind
from answerback.guard.secrets.spoken import SAID_HAN

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff"
)
FANCY = (
    "\uff0b\uff0d\uff0e\uff0f\uff10-\uff19\uff1d\uff20-\uff3a\uff3f\uff41-\uff5a"
    "\u3000\u00a0\u2000-\u200a\u202f\u205f\U0001d400-\U0001d7ff\u24b6-\u24e9"
)
OTHER_DIGITS = (
    "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59"
    "\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089"
)
STRANGE = re.compile(f"[{UNSEEN}{FANCY}{OTHER_DIGITS}]")
# No `\b`: between 号 and 6 there is none for Python. The look-behind is second for speed.
DIGIT_RUN = re.compile(r"[0-9](?<![0-9a-z_].)(?:[ \-\u2010-\u2015()]{0,2}+[0-9]){3,}+x?")
NUMBER = re.compile("[0-9]{3}")
SAID_RUN = re.compile(SAID_HAN)
INVISIBLE = re.compile(f"[{UNSEEN}]")
VISIBLE_STRANGE = re.compile(f"[{FANCY}{OTHER_DIGITS}]")


OPENING = "‹"
PLACEHOLDER = re.compile(f"‹(?:{'|'.join(Kind)})›")


@dataclass(frozen=True)
class Plain:
    """`text` and the same in lower case; `removed`: places in it before which characters were taken out.

    `digit_runs`: four digits and more, in groups with little between them; `said_runs`: read aloud in Chinese;
    `has_number`: three digits in a row stand somewhere.
    """

    text: str
    lowered: str
    removed: tuple[int, ...]
    has_number: bool
    digit_runs: list[tuple[int, int]]
    said_runs: list[tuple[int, int]]

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
        return searched(original, ())
    text = VISIBLE_STRANGE.sub(lambda found: folded(found.group()), original)
    places = [found.start() for found in INVISIBLE.finditer(text)]
    text = INVISIBLE.sub("", text) if places else text
    return searched(text, tuple(place - count for count, place in enumerate(places)))


def searched(text: str, removed: tuple[int, ...]) -> Plain:
    small = lowered(text)
    return Plain(
        text=text,
        lowered=small,
        removed=removed,
        has_number=NUMBER.search(small) is not None,
        digit_runs=[found.span() for found in DIGIT_RUN.finditer(small)],
        said_runs=[found.span() for found in SAID_RUN.finditer(small)],
    )


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
