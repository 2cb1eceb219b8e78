"""How a clause speaks of a secret: it asks, refuses, warns of others, reports, or means the user alone.

The patterns are in `data/forbidden.toml`, over text made plain (`plain_text.plain`).
"""

from __future__ import annotations

from answerback.conversations.forbidden_words import WORDS, any_of, frame

_PIECES: dict[str, str] = WORDS["pieces"]
_NOT_ZH, _GAP_ZH, _TELL_ZH = _PIECES["not_zh"], _PIECES["gap_zh"], _PIECES["tell_zh"]
_NOT_EN, _GAP_EN, _TELL_EN = f"(?:{_PIECES['not_en']})", _PIECES["gap_en"], _PIECES["tell_en"]

# Soothing and polite words that hold a "not" without refusing anything; they are taken out first.
POLITE_NOISE = frame("polite_noise")
DOUBLE_NEGATIVE = frame("double_negative")
EXCEPT_US = frame("except_us")
QUESTION = frame("question")
FOREIGN = frame("foreign")
TO_US = frame("to_us")
PLEASE = frame("please")
PAST = frame("past")
ALONE = frame("alone")
FACT = frame("fact")
READ_IT_OUT = frame("read_it_out")
TELL_US = frame("tell_us")
SET_TO = frame("set_to")
IMPERATIVE = frame("imperative")
TELL = any_of((_TELL_ZH, _TELL_EN))
REFUSED = any_of((_NOT_ZH + _GAP_ZH + _TELL_ZH, _NOT_EN + _GAP_EN + _TELL_EN, *WORDS["frames"]["refused"]))
NOT_BEFORE = any_of((_NOT_ZH + _GAP_ZH + "$", _NOT_EN + _GAP_EN + "$", *WORDS["frames"]["not_before"]))


def tells(text: str) -> bool:
    """Is there a verb of telling, giving, typing or asking in the clause?"""
    return bool(TELL.search(text))


def is_refused(text: str) -> bool:
    """`we never ask`, `不要告诉任何人`: every telling in the clause is refused, and no threat hides in it."""
    return bool(REFUSED.search(text)) and not DOUBLE_NEGATIVE.search(text)


def is_safe_telling(text: str, sentence: str) -> bool:
    """A telling that is refused, done by others, or past; never one that is wanted now, or by us."""
    if is_refused(text):
        return True
    if TO_US.search(text) or DOUBLE_NEGATIVE.search(text) or QUESTION.search(text):
        return False
    if FOREIGN.search(sentence) and not _orders(text):
        return True
    return bool(PAST.search(text)) and not PLEASE.search(text)


def _orders(text: str) -> bool:
    """`请告诉对方`, `please tell them`: others are only the receivers, the user is told to do it."""
    return bool(PLEASE.search(text)) and not PAST.search(text)


def is_safe_mention(text: str, sentence: str) -> bool:
    """A naming without any telling that refuses, reports, warns, or speaks of what the user does alone."""
    if any(one.search(text) for one in (TO_US, SET_TO, DOUBLE_NEGATIVE, IMPERATIVE)):
        return False
    return bool(FOREIGN.search(sentence) or ALONE.search(text) or FACT.search(text) or PAST.search(text))


def is_aside(text: str) -> bool:
    """A clause beside a bare thing that says something harmless of it: `密码，您忘了吗`, `投屏的，请关掉`."""
    wanted = tells(text) or TO_US.search(text) or QUESTION.search(text) or IMPERATIVE.search(text)
    return not wanted and bool(ALONE.search(text) or FACT.search(text) or PAST.search(text))


def is_bare(text: str) -> bool:
    """Only the thing, with neither telling nor wish."""
    return not (tells(text) or PLEASE.search(text) or QUESTION.search(text) or TO_US.search(text))


def denied_before(text: str) -> bool:
    """Does this beginning of a clause deny what comes next? `we never take`, `我们不会让您`"""
    return bool(NOT_BEFORE.search(text)) and not DOUBLE_NEGATIVE.search(text)
