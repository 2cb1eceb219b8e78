"""English words and their stems: enough that "notified", "notifying" and "notifies" meet. Pure."""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z0-9]+")
IRREGULAR = {
    "paid": "pay",
    "sent": "send",
    "lost": "lose",
    "stolen": "steal",
    "chose": "choose",
    "found": "find",
}
ENDINGS = ("ications", "ication", "ations", "ation", "ies", "ied", "ify", "ings", "ing", "ers", "ed", "er")
SHORTEST = {"ers": 4, "er": 4}
"""A letter is no "let", a number no "num"."""
VOWELS = frozenset("aeiouy")


def tokens(letters: str) -> list[str]:
    """The runs of Latin letters and digits, lower case as `fold` has made them."""
    return WORD.findall(letters)


def stem(word: str) -> str:
    """The word without its ending; no dictionary, so "use" and "used" do not meet.

    >>> [stem(word) for word in ("notifications", "notified", "stopping", "letters", "fees", "entries", "use")]
    ['notif', 'notif', 'stop', 'letter', 'fee', 'entr', 'use']
    """
    word = IRREGULAR.get(word, word)
    for ending in ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and _keeps_a_vowel(rest):
            short = _single(_joined(rest, ending))
            if len(short) >= SHORTEST.get(ending, 2):
                return short
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    for ending, longer_than in (("e", 5), ("y", 4)):
        if word.endswith(ending) and len(word) > longer_than:
            return word[:-1]
    return word


def _joined(rest: str, ending: str) -> str:
    """-ify and what is made of it keep their `if`: notify, notified, notifications."""
    return rest + "if" if ending == "ify" else rest[:-1] if rest.endswith("e") else rest


def _single(rest: str) -> str:
    """stopp- is stop, bigg- is big; -ll and -ss stay."""
    return rest[:-1] if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest


def _keeps_a_vowel(rest: str) -> bool:
    return len(rest) >= 2 and any(sign in VOWELS for sign in rest)
