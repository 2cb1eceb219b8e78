"""Mail addresses. Source: RFC 5321 section 4.1.2 as people write it; quoted local parts are left out."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import around, places, places_of_any

LOCAL = pattern(r"(?:[A-Za-z0-9](?:[A-Za-z0-9._%+'\-]{0,63})|[\u4e00-\u9fff]{1,12})\Z", re.ASCII)
DOMAIN = pattern(
    r"(?:(?:[A-Za-z0-9][A-Za-z0-9\-]{0,62}|[\u4e00-\u9fff]{1,20})\.){1,8}(?:[A-Za-z]{2,24}+|[\u4e00-\u9fff]{2,6}+)"
)
DOMAIN_IN_CHINESE = pattern(r"[\u4e00-\u9fff]{1,20}\.[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff])")
AT, IN_BRACKETS, SPOKEN = "艾特", (b"at)", b"at]", b"at}", b"at>"), b" at "
HOST = pattern(rb"[a-z0-9\-]{1,32}(?:\.[a-z]|\s?[\[({]dot| dot |\?(?:com|cn|net|org))")
FEWEST_SIGNS = 7
"""Letters and digits of "a at b.cn"."""
ENDINGS = "com|cn|net|org|io|me|co|edu|hk|tw|de|uk|fr|jp"
# "li.lei (at) mail [dot] com": any name; "li.lei7 at mail.com": one that is no word of the language.
ROUND = pattern(
    rf"(?a)(?<![a-z0-9._%+\-])(?P<name>[a-z0-9][a-z0-9._%+\-]{{1,63}})"
    r"(?:\s?(?P<sign>[(\[{<]\s?at\s?[)\]}>]|艾特)\s?|(?P<word> at | @ ?|(?<=\S)@ ))"
    r"[a-z0-9\-]{1,32}(?:(?P<dot>\s?[(\[{]dot[)\]}]\s?| dot |点|點|\.)[a-z0-9\-]{1,32})?"
    rf"(?:\s?[(\[{{]dot[)\]}}]\s?| dot |点|點|\.)(?:{ENDINGS})(?![a-z0-9])"
)
TELLING = frozenset("0123456789._+")
PROSE = pattern(
    "am|are|be|is|was|were|i|me|us|you|him|her|them|it|looks?|looked|meets?|lives?|works?|stay|available|buy|sold|shop"
    "|sell|find|found|here|there|now|only|and|or|page|site"
)

USER_PART = pattern(r"://[^\s/@?#:]*:[^\s/?#]*\Z")  # "https://name:password@host" is a link


def find(searched: Plain) -> Iterator[Match]:
    text = searched.text
    at = text.find("@")
    while at >= 0:
        yield from written(text, at)
        at = text.find("@", at + 1)
    hits = [*places_of_any(searched.low, IN_BRACKETS), *before_a_host(searched.low)]
    hits += [place for sign in (AT, "@ ") for place in finds(text, sign)]
    for window in around(hits, len(text), before=72, after=88) if hits else ():
        for found in ROUND.finditer(searched.lowered, *window):
            if is_address(found):
                yield Match(Kind.EMAIL, *found.span(), 0.8)


def before_a_host(low: bytes) -> list[int]:
    """Where " at " stands with what may be a host behind it."""
    return [place for place in places(low, SPOKEN) if HOST.match(low, place + len(SPOKEN))]


def has_place(low: bytes) -> bool:
    return SPOKEN in low and bool(before_a_host(low))


def finds(text: str, sign: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def written(text: str, at: int) -> Iterator[Match]:
    """With its sign as it should be; a Chinese name only before a Chinese domain."""
    domain = DOMAIN.match(text, at + 1)
    local = LOCAL.search(text[max(0, at - 64) : at]) if domain else None
    if local is None or domain is None or USER_PART.search(text, max(0, at - 96), at) is not None:
        return
    if local.group().isascii() or DOMAIN_IN_CHINESE.match(text, at + 1) is not None:
        yield Match(Kind.EMAIL, at - len(local.group()), domain.end(), 0.99)


def is_address(found: re.Match[str]) -> bool:
    """Behind the plain word "at" the name has to look like one: "look at example.com" is a sentence."""
    if found["sign"] or "@" in found["word"]:
        return True
    spoken = (found["dot"] or "").strip() == "dot" or " dot " in found.group()
    return PROSE.fullmatch(found["name"]) is None and (spoken or not TELLING.isdisjoint(found["name"]))
