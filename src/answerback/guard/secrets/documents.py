"""Passports and travel permits, and the identity cards of Hong Kong, Macau and Taiwan."""

import re
from collections.abc import Iterator
from dataclasses import replace

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import checks
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import places

PASSPORT = pattern(
    r"(?a)(?:护照|護照|passport|permit|通行证|通行證|回乡证|回鄉證|台胞证|臺胞證|旅行证|旅行證)"
    r"(?:\s*(?:号码|號碼|号|號|编号|number|no\.?|num|#|is|was|为|是|:|：|\())*\s*"
    r"(?P<number>(?=[a-z]{0,2}[0-9]{6})[a-z]{0,2}[0-9]{6,10}|[a-z][0-9][a-z0-9]{6,7}"
    r"|[a-z]{1,2}[ \-][0-9]{4}[ \-]?[0-9]{3,4}|[hm][0-9]{4} [0-9]{4})(?![0-9a-z])"
)
# "持E12345678号护照入境": the number before the word.
HELD = pattern(
    r"(?a)(?<![0-9a-z])(?P<number>[a-z]{1,2}[0-9]{7,8})(?:号|號)?的?(?:中国|港澳|台湾)?(?:护照|護照|通行[证證]|回[乡鄉][证證])"
)
# The second line of a passport (ICAO 9303): number, check digit, state, birth, sex, expiry.
MACHINE_READ = pattern(
    r"(?:P[A-Z<][A-Z]{3}[A-Z<]{39}\s{1,2})?[A-Z0-9<]{9}[0-9][A-Z]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{16}"
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
LETTER_AND_DIGITS, SMALL_AND_DIGITS, SEVEN_DIGITS = b"A000000", b"a000000", b" 0000000 "


def find(searched: Plain) -> Iterator[Match]:
    if not searched.has_number:
        return
    for window in searched.windows((b"passport", b"permit"), ("照", "證", "证"), before=24, after=80):
        for form in (PASSPORT, HELD):
            for found in form.finditer(searched.lowered, *window):
                yield Match(Kind.PASSPORT, *found.span("number"), 0.9)
    if "<<" in searched.text:
        for found in MACHINE_READ.finditer(searched.text):
            yield Match(Kind.PASSPORT, *found.span(), 0.95)
    for place in places(searched.shapes, LETTER_AND_DIGITS):
        yield from cards(searched.text, max(0, place - 2), place + 16)
    for place in places(searched.shapes, SMALL_AND_DIGITS):
        if is_named(searched.text, place):
            for match in cards(searched.text[place : place + 16].upper(), 0, 16):
                if not is_ascii_word(searched.text[max(0, place - 1) : place]):
                    yield replace(match, start=match.start + place, end=match.end + place)
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


def is_ascii_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def is_named(text: str, place: int) -> bool:
    return NAMED_ID.search(text, max(0, place - REACH), place) is not None
