"""Looking a little way around a match, without crossing into the next sentence."""

import re

from answerback.guard.secrets.lazy import pattern

SENTENCE_END = pattern(r"[。！？!?\n;；]|(?<!\bno)\.(?=\s)")


def before(text: str, place: int, reach: int) -> str:
    """At most `reach` characters before `place`, from the last end of a sentence on."""
    window = text[max(0, place - reach) : place]
    return SENTENCE_END.split(window)[-1]


def after(text: str, place: int, reach: int) -> str:
    """At most `reach` characters from `place` on, up to the next end of a sentence."""
    return SENTENCE_END.split(text[place : place + reach], maxsplit=1)[0]


def last_word(words: re.Pattern[str], window: str) -> int:
    """Where the last of these words ends in the window; -1 if none is there: the nearest word decides."""
    return max((found.end() for found in words.finditer(window)), default=-1)
