"""Reads a number as people write it: full-width, spaced, in Chinese, with or without country code or extension."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumberType

from answerback.numbers import short
from answerback.numbers.spoken import HAN_SAID, LONGEST_SAID, heard, is_said

MOST_DIGITS = 64
SEPARATORS = re.compile(r"[\s\-‐-―().·_/]+")
SCHEME = re.compile(r"\s*(?:tel|phone|电话|電話)\s*[:：]\s*", re.IGNORECASE)
EXTENSION = re.compile(
    r"(?:转|轉|分机|分機|\bext(?:ension)?\b\.?|;ext=|x|#|[,，])\s*[0-9]{1,8}\s*\Z", re.IGNORECASE
)
LONGEST_EXTENSION = 32
LONGEST_SHORT = 6
"""Longer ones (106…) may with a country code be somebody's own fixed line."""
INVISIBLE_KINDS = ("Cf", "Mn", "Me")
"""Unicode's categories for what is drawn as nothing or onto its neighbour; the fillers of Hangul are letters."""
FILLERS = "\u115f\u1160\u3164\uffa0"


class Kind(StrEnum):
    MOBILE = "mobile"
    FIXED = "fixed"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    TOLL_FREE = "toll_free"
    SHARED_COST = "shared_cost"
    PREMIUM = "premium"
    VOIP = "voip"
    SHORT = "short"
    EMERGENCY = "emergency"
    UNKNOWN = "unknown"


KINDS = {
    PhoneNumberType.MOBILE: Kind.MOBILE,
    PhoneNumberType.FIXED_LINE: Kind.FIXED,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: Kind.FIXED_OR_MOBILE,
    PhoneNumberType.TOLL_FREE: Kind.TOLL_FREE,
    PhoneNumberType.SHARED_COST: Kind.SHARED_COST,
    PhoneNumberType.PREMIUM_RATE: Kind.PREMIUM,
    PhoneNumberType.VOIP: Kind.VOIP,
}


@dataclass(frozen=True)
class Number:
    """`e164` is `+8617000000088`, or the bare digits of a short number, which has no international form."""

    e164: str
    region: str
    kind: Kind
    last_two: str
    valid: bool


class NumberError(ValueError):
    """Not a number. `code`: empty, too_long, not_a_number, unknown_country, short_with_country."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse(text: str, region: str = "CN") -> Number:
    """`parse("170 0000 0088").e164 == "+8617000000088"`. `region` (ISO 3166): where no code stands."""
    digits = tidy(text)
    if region == "CN" and short.is_short(digits):
        return short_number(digits)
    if dressed_up_short(digits) is not None:
        raise NumberError("short_with_country")
    return full_number(digits, region)


def tidy(text: str) -> str:
    """Digits with an optional leading plus; no separators, extension, words, other scripts, invisible characters.

    `tidy("ｔｅｌ：+86 一七零 0000-0088 转 5") == "+8617000000088"`; `tidy("one 7 double oh") == "1700"`
    """
    said = visible(text) if len(text) <= LONGEST_SAID else ""
    digits = heard(said) if is_said(said) else "".join(digit(sign) for sign in signs(text))
    if not re.fullmatch(r"\+?[0-9]+", digits):
        raise NumberError("not_a_number")
    if len(digits) > MOST_DIGITS:
        raise NumberError("too_long")
    return digits


def signs(text: str) -> str:
    """What is written, in compatibility form, without what only divides or hides. In time linear to the text."""
    seen = visible(text).strip()
    head, tail = seen[:-LONGEST_EXTENSION], seen[-LONGEST_EXTENSION:]
    main = head + EXTENSION.sub("", unicodedata.normalize("NFKC", tail))
    bare = SEPARATORS.sub("", SCHEME.sub("", main, count=1) if SCHEME.match(main) else main)
    if not bare:
        raise NumberError("empty")
    if len(bare) > MOST_DIGITS:
        raise NumberError("too_long")
    return SCHEME.sub("", SEPARATORS.sub("", unicodedata.normalize("NFKC", bare)), count=1)


def visible(text: str) -> str:
    """Without zero-width, direction, joining and combining characters, by which a filter is to be passed."""
    if text.isascii():
        return text
    return "".join(
        sign for sign in text if unicodedata.category(sign) not in INVISIBLE_KINDS and sign not in FILLERS
    )


def digit(sign: str) -> str:
    """The ASCII digit for one of any script or a Chinese numeral; another sign stays."""
    value = unicodedata.decimal(sign, None)
    return str(value) if value is not None else HAN_SAID.get(sign, sign)


def dressed_up_short(digits: str) -> str | None:
    """A short number is dialled bare; with a country code (+86 95533, 0086 96110) it is a disguise: the bare one."""
    rest = re.sub(r"^\+?(?:00)?86", "", digits)
    dressed = rest != digits and len(rest) <= LONGEST_SHORT and short.is_short(rest)
    return rest if dressed and not short.is_short(digits) else None


def full_number(digits: str, region: str) -> Number:
    try:
        found = phonenumbers.parse(re.sub(r"^00(?=[1-9])", "+", digits), region)
    except phonenumbers.NumberParseException as refused:
        raise NumberError(error_code(refused)) from None
    e164 = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    own = phonenumbers.region_code_for_number(found)  # searched for once: 25 countries share +1
    return Number(
        e164=e164,
        region=own or phonenumbers.region_code_for_country_code(found.country_code or 0),
        kind=KINDS.get(phonenumbers.number_type(found), Kind.UNKNOWN) if own else Kind.UNKNOWN,
        last_two=e164[-2:],
        valid=own is not None and phonenumbers.is_valid_number_for_region(found, own),
    )


def short_number(digits: str) -> Number:
    service = short.PUBLIC_SERVICES.get(digits)
    kind = Kind.EMERGENCY if service is not None and service.emergency else Kind.SHORT
    return Number(e164=digits, region="CN", kind=kind, last_two=digits[-2:], valid=True)


def error_code(refused: phonenumbers.NumberParseException) -> str:
    if refused.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
        return "unknown_country"
    if refused.error_type == phonenumbers.NumberParseException.TOO_LONG:
        return "too_long"
    return "not_a_number"
