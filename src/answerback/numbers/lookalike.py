"""Numbers made to be taken for an official one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from answerback.numbers.parsing import NumberError, digit, dressed_up_short, parse, signs, tidy
from answerback.numbers.short import is_short

MOST_ADDED = 6
FEWEST_DIGITS = 2
# Letters and signs that are drawn like digits. Source: confusables of UTS 39, those of Latin, Greek and Cyrillic.
LIKE_DIGITS = {
    **dict.fromkeys("OoОоΟοDQ", "0"),
    **dict.fromkeys("IlІіӀΙι|!ıL", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("ЗзƷʒ", "3"),
    **dict.fromkeys("SsЅѕ$", "5"),
    **dict.fromkeys("bбG", "6"),
    **dict.fromkeys("B", "8"),
    **dict.fromkeys("gq", "9"),
}
PLAIN = re.compile(r"(?:tel:)?[0-9+\s\-‐-―().·_/]*")


class Trick(StrEnum):
    SAME = "same"
    DISGUISED = "disguised"  # the same in letters, Chinese numerals, words, with invisible characters: 95I88
    COUNTRY_CODE = "country_code"  # +86 95533, 0086 95533
    PREFIX = "prefix"  # something put before it: 00 95533, 400 95533
    SUFFIX = "suffix"  # something put behind it: 95533 1
    SWAPPED = "swapped"  # two neighbouring digits
    CHANGED = "changed"  # one digit
    INSERTED = "inserted"
    MISSING = "missing"


@dataclass(frozen=True)
class Lookalike:
    official: str
    trick: Trick


def lookalike_of(text: str, official: Iterable[str], region: str = "CN") -> Lookalike | None:
    """Which official number (E.164 or short) this one is, or is made to resemble; None when none.

    A short number of the plan with a country code resembles that short number, whoever has it.
    Raises `NumberError` for what is no number and cannot be taken for one."""
    typed = dialled(text)
    digits = national(typed, region)
    best: Lookalike | None = None
    for number in official:
        trick = trick_between(digits, national(tidy(number), region), number, typed)
        if trick is Trick.SAME:
            return Lookalike(number, Trick.SAME if is_plain(text) else Trick.DISGUISED)
        if trick is not None and best is None:
            best = Lookalike(number, trick)
    return best or undressed(typed)


def dialled(text: str) -> str:
    """The digits as they would be dialled, also where other signs stand for them."""
    try:
        return tidy(text)
    except NumberError as refused:
        if refused.code == "not_a_number":
            return undisguised(text)
        raise


def undressed(typed: str) -> Lookalike | None:
    """The short number of `+86 95188`: nobody can be rung there."""
    short = dressed_up_short(typed)
    return None if short is None else Lookalike(short, Trick.COUNTRY_CODE)


def undisguised(text: str) -> str:
    """`undisguised("95I88") == "95188"`."""
    bare = signs(text)
    seen = "".join(LIKE_DIGITS.get(sign, digit(sign)) for sign in bare)
    has_digits = sum(digit(sign).isdecimal() for sign in bare) >= FEWEST_DIGITS
    if not (has_digits and re.fullmatch(r"\+?[0-9]+", seen)):
        raise NumberError("not_a_number")
    return seen


def is_plain(text: str) -> bool:
    """Whether the digits stand there openly; full-width ones do."""
    return PLAIN.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def national(typed: str, region: str) -> str:
    """National digits; a number the plan refuses keeps the digits it shows."""
    try:
        return parse(typed, region).e164.removeprefix("+86").removeprefix("+")
    except NumberError:
        return typed.removeprefix("+")


def trick_between(digits: str, official: str, number: str, typed: str) -> Trick | None:
    """`digits` and `official` are national; `number` and `typed` as they are dialled."""
    if is_short(number) and typed != number and typed.endswith(number):
        country_code = re.fullmatch(r"(?:\+|00|\+00)?86" + number, typed)
        return Trick.COUNTRY_CODE if country_code else Trick.PREFIX
    if digits == official:
        # 106 90 10 010 is an application's SMS; +86 10 6901 0010 rings in Beijing.
        return Trick.SAME if is_short(typed) == is_short(number) else Trick.COUNTRY_CODE
    if digits.endswith(official) and len(digits) - len(official) <= MOST_ADDED:
        return Trick.PREFIX
    if digits.startswith(official) and len(digits) - len(official) <= MOST_ADDED:
        return Trick.SUFFIX
    return one_slip(digits, official) or one_slip(typed.removeprefix("+"), official)


def one_slip(digits: str, official: str) -> Trick | None:
    """One slip only, and only between numbers long enough that it is no accident."""
    if abs(len(digits) - len(official)) > 1 or min(len(digits), len(official)) < 5:
        return None
    if len(digits) > len(official):
        return Trick.INSERTED if one_longer(digits, official) else None
    if len(digits) < len(official):
        return Trick.MISSING if one_longer(official, digits) else None
    differ = [place for place, (one, other) in enumerate(zip(digits, official, strict=True)) if one != other]
    if len(differ) < 2:
        return Trick.CHANGED if differ else Trick.SAME
    first, *rest = differ
    if rest == [first + 1] and digits[first] == official[first + 1] and digits[first + 1] == official[first]:
        return Trick.SWAPPED
    return None


def one_longer(longer: str, shorter: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
