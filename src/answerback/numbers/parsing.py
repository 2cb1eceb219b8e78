"""Reads a number as people write it: full-width, spaced, with or without country code."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumberType

from answerback.numbers import short

LONGEST_TEXT = 64
SEPARATORS = re.compile(r"[\s\-‐-―().·_/]+")
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))


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
    refuse_dressed_up_short(digits)
    return full_number(digits, region)


def tidy(text: str) -> str:
    """Digits with an optional leading plus; no separators, full-width forms or invisible characters."""
    if len(text) > LONGEST_TEXT:
        raise NumberError("too_long")
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).removeprefix("tel:")
    bare = SEPARATORS.sub("", plain.strip())
    if not bare:
        raise NumberError("empty")
    if not re.fullmatch(r"\+?[0-9]+", bare):
        raise NumberError("not_a_number")
    return bare


def refuse_dressed_up_short(digits: str) -> None:
    """A short number is dialled bare; with a country code (+86 95533, 0086 96110) it is a disguise."""
    rest = re.sub(r"^(?:\+|00)86", "", digits)
    if rest != digits and len(rest) <= 6 and short.is_short(rest):
        raise NumberError("short_with_country")


def full_number(digits: str, region: str) -> Number:
    try:
        found = phonenumbers.parse(re.sub(r"^00(?=[1-9])", "+", digits), region)
    except phonenumbers.NumberParseException as refused:
        raise NumberError(error_code(refused)) from None
    e164 = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return Number(
        e164=e164,
        region=phonenumbers.region_code_for_number(found)
        or phonenumbers.region_code_for_country_code(found.country_code or 0),
        kind=KINDS.get(phonenumbers.number_type(found), Kind.UNKNOWN),
        last_two=e164[-2:],
        valid=phonenumbers.is_valid_number(found),
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
