"""One look at a text before anything is made of it: in most there is nothing that any detector could use.

With google-re2, where it is there, nearly all that `prefilter` asks for is looked for at once, in one pass over the
bytes of the text (`re2.Set`, an automaton: linear whatever the text). Only words of the lists and rows of Chinese
characters are left to be asked for. Like there, a look may see too much, never too little.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

from answerback.guard.secrets import plain, seeds_disguised, spoken
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.prefilter import (
    NEEDS,
    NEEDS_UNSEEN,
    OF_CHINESE,
    OF_SIGNS,
    SEEN,
    Condition,
    Detector,
    always,
)
from answerback.guard.secrets.views import BETWEEN

MEMORY = 32 << 20
"""Bytes for the automaton at the most; it is made as it is needed, and begun anew when they are full."""
Asked = tuple[tuple[Condition, Detector], ...]


class Battery:
    """Detectors with their conditions, and what is left of them for texts of which something is known.

    `ascii`: nothing but ASCII. `signless`: without a letter or digit of it. `unseen`: nothing of what `SEEN` needs.
    """

    def __init__(self, detectors: Iterable[Detector]) -> None:
        detectors = tuple(detectors)
        self.all = asked(detectors, NEEDS)
        self.ascii = asked(detectors, NEEDS, without=OF_CHINESE)
        self.signless = asked(detectors, NEEDS, without=OF_SIGNS)
        self.unseen = asked(detectors, NEEDS_UNSEEN, without=SEEN)


def asked(
    detectors: Iterable[Detector], needs: Mapping[Detector, Condition], without: Container[Detector] = ()
) -> Asked:
    return tuple((needs.get(detect, always), detect) for detect in detectors if detect not in without)


Look = Callable[[str, Battery], tuple[Plain, list[Detector]]]
"""The text as it is searched, and those of the detectors that can find anything in it."""


def with_everything(text: str, battery: Battery) -> tuple[Plain, list[Detector]]:
    """No look at all: what the others are compared with."""
    return plain.plain(text), [detect for _, detect in battery.all]


def plainly(text: str, battery: Battery) -> tuple[Plain, list[Detector]]:
    searched = plain.plain(text)
    if text.isascii():
        pairs = battery.ascii
    else:
        pairs = battery.all if searched.signs or searched.has_other_script else battery.signless
    return searched, [detect for may_find, detect in pairs if may_find(searched)]


def with_re2(text: str, battery: Battery) -> tuple[Plain, list[Detector]]:
    try:
        seen = automaton().Match(text.encode())
    except UnicodeEncodeError:  # half a surrogate pair
        return plainly(text, battery)
    if seen != NOTHING:
        return plainly(text, battery)
    searched = Plain(text)
    return searched, [detect for may_find, detect in battery.unseen if may_find(searched)]


@cache
def best() -> tuple[str, Look]:
    """The fastest look there is here, with its name."""
    return ("plain Python", plainly) if find_spec("re2") is None else ("re2.Set", with_re2)


def one_of(signs: str, sort: str = "") -> str:
    """A class of these characters; with "^" of all others."""
    return f"[{sort}" + "".join(f"\\x{{{ord(sign):x}}}" for sign in signs) + "]"


BLANKS = "".join(sign for sign in BETWEEN if not "\u4e00" <= sign <= "\u9fff")
BLANK, SIGN = one_of(BLANKS), one_of(BLANKS, "^")
ANYTHING, NOTHING = "", [0]
"""The first pattern of the automaton matches whatever the text: without it the automaton has failed."""
SOMETHING = (
    # To be folded, and letters of other scripts.
    f"{plain.OPENING}|[{plain.UNSEEN}{plain.FANCY}{plain.OTHER_DIGITS}{plain.OTHER_LETTERS}]",
    # Three characters that stand alone.
    rf"(?s)(?:^|{BLANK}){SIGN}{BLANK}(?:{SIGN}{BLANK}|.*?{BLANK}{SIGN}{BLANK}){{2}}",
    "第[一二三四五六七八九十0-9]",
    "[A-Za-z0-9]{29}",
    "(?i)key|secret|[钥鑰匙]",
    r"\[|-----BEGIN|\"ciphertext\"",
    r"\n[^\n]*[:：]",
    "[0-9]{3}",
    r"[0-9](?:[ \-\x{2010}-\x{2015}()]{0,2}[0-9]){3}",
    spoken.SAID_HAN.replace("}+", "}"),  # possessive quantifiers are not known there
    "(?is)码.*[0-9a-z]|code|otp|six digit|2fa",
    "(?i)pass|pwd|mima|p(?:w|in)|密[码碼]|令|暗",
    "(?i)://|mysql|mariadb|7z|redis-cli|curl|zip ",
    "(?i)@| dot ",
    # Letters apart, and letters of other scripts among them.
    "(?i)(?:^|[^a-z0-9])[a-z][^a-z0-9][a-z][^a-z0-9][a-z]",
    f"[a-zA-Z][{seeds_disguised.LOOK[0]}]|[{seeds_disguised.LOOK[0]}][a-zA-Z]",
)


@cache
def automaton() -> Any:
    """Made at the first text, which costs some 15 ms."""
    import re2

    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    seen = re2.Set.SearchSet(options)
    seen.Add(ANYTHING)
    seen.Add("|".join(f"(?:{part})" for part in SOMETHING))
    seen.Compile()
    return seen
