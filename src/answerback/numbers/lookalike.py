"""Numbers made to be taken for an official one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from answerback.numbers.parsing import NumberError, parse, tidy
from answerback.numbers.short import is_short

MOST_ADDED = 6


class Trick(StrEnum):
    SAME = "same"
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

    Raises `NumberError` for an empty or endless text."""
    digits = bare(text, region)
    best: Lookalike | None = None
    for number in official:
        trick = trick_between(digits, bare(number, region), text)
        if trick is Trick.SAME:
            return Lookalike(number, trick)
        if trick is not None and best is None:
            best = Lookalike(number, trick)
    return best


def bare(text: str, region: str) -> str:
    """National digits; a number the plan refuses keeps the digits it shows."""
    try:
        number = parse(text, region)
    except NumberError as refused:
        if refused.code in ("empty", "too_long"):
            raise
        return tidy(text).removeprefix("+")
    return number.e164.removeprefix("+86").removeprefix("+")


def trick_between(digits: str, official: str, text: str) -> Trick | None:
    if is_short(official) and tidy(text) != official and tidy(text).endswith(official):
        country_code = re.fullmatch(r"(?:\+|00)?86" + official, tidy(text))
        return Trick.COUNTRY_CODE if country_code else Trick.PREFIX
    if digits == official:
        return Trick.SAME
    if digits.endswith(official) and len(digits) - len(official) <= MOST_ADDED:
        return Trick.PREFIX
    if digits.startswith(official) and len(digits) - len(official) <= MOST_ADDED:
        return Trick.SUFFIX
    return one_slip(digits, official)


def one_slip(digits: str, official: str) -> Trick | None:
    """One slip only, and only between numbers long enough that it is no accident."""
    if abs(len(digits) - len(official)) > 1 or min(len(digits), len(official)) < 5:
        return None
    if len(digits) > len(official):
        return Trick.INSERTED if one_longer(digits, official) else None
    if len(digits) < len(official):
        return Trick.MISSING if one_longer(official, digits) else None
    differ = [place for place, (one, other) in enumerate(zip(digits, official, strict=True)) if one != other]
    if len(differ) == 1:
        return Trick.CHANGED
    first, *rest = differ
    if rest == [first + 1] and digits[first] == official[first + 1] and digits[first + 1] == official[first]:
        return Trick.SWAPPED
    return None


def one_longer(longer: str, shorter: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
