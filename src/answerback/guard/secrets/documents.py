"""Passports and travel permits, and the identity cards of Hong Kong, Macau and Taiwan."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import checks
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import places

PASSPORT = pattern(
    r"(?a)(?:护照|護照|passport|通行证|通行證|回乡证|回鄉證|台胞证|臺胞證|旅行证|旅行證)"
    r"(?:\s*(?:号码|號碼|号|號|编号|number|no\.?|num|#|is|was|为|是|:|：|\())*\s*"
    r"(?P<number>(?=[a-z]{0,2}[0-9]{6})[a-z]{0,2}[0-9]{6,10}|[a-z][0-9][a-z0-9]{6,7})(?![0-9a-z])"
)
HONG_KONG = pattern(r"[A-Z](?<![0-9A-Za-z].)[A-Z]?[0-9]{6}(?:\([0-9A]\)|（[0-9A]）|[0-9A](?![0-9A-Za-z]))")
TAIWAN = pattern(r"[A-Z](?<![0-9A-Za-z].)[1289][0-9]{8}(?![0-9A-Za-z])")
# Taiwan's residence certificates before 2021: two letters; Macau: 1, 5 or 7 and six digits, the check digit apart.
TAIWAN_RESIDENCE = pattern(r"[A-Z](?<![0-9A-Za-z].)[A-D][0-9]{8}(?![0-9A-Za-z])")
MACAU = pattern(r"[157](?<![0-9A-Za-z].)[0-9]{6}(?:[(（][0-9][)）]|/[0-9](?![0-9]))")
NAMED_ID = pattern(
    r"(?a)身份[证證]|身分[证證]|证件|證件|hkid|identity|\bid\b|居留[证證]|澳[门門]|macau|\bbir\b",
    re.IGNORECASE,
)
REACH = 24
LETTER_AND_DIGITS, SEVEN_DIGITS = b"A000000", b" 0000000 "


def find(searched: Plain) -> Iterator[Match]:
    if not searched.has_number:
        return
    for window in searched.windows((b"passport",), ("照", "證", "证"), before=8, after=80):
        for found in PASSPORT.finditer(searched.lowered, *window):
            yield Match(Kind.PASSPORT, *found.span("number"), 0.9)
    for place in places(searched.shapes, LETTER_AND_DIGITS):
        yield from cards(searched.text, max(0, place - 2), place + 16)
    for place in places(searched.shapes, SEVEN_DIGITS):
        macau = MACAU.match(searched.text, place + 1)
        if macau and is_named(searched.text, place):
            yield Match(Kind.RESIDENT_ID, *macau.span(), 0.9)


def cards(text: str, start: int, end: int) -> Iterator[Match]:
    """Identity cards whose number begins with a letter."""
    for found in HONG_KONG.finditer(text, start, end):
        plain = found.group().replace("（", "(").replace("）", ")")
        if checks.is_hong_kong_id(plain) and (plain.endswith(")") or is_named(text, found.start())):
            yield Match(Kind.RESIDENT_ID, *found.span(), 0.95)
    for form in (TAIWAN, TAIWAN_RESIDENCE):
        for found in form.finditer(text, start, end):
            if checks.is_taiwan_id(found.group()) and is_named(text, found.start()):
                yield Match(Kind.RESIDENT_ID, *found.span(), 0.95)


def is_named(text: str, place: int) -> bool:
    return NAMED_ID.search(text, max(0, place - REACH), place) is not None
