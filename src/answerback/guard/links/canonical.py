"""A link taken apart as browsers do (WHATWG URL), after the disguises people use in reports are undone."""

import re

from answerback.guard.links.kinds import Link, Reason
from answerback.guard.links.names import LONGEST_WRITTEN, canonical_name

CONTROLS = "".join(map(chr, range(0x21)))
# hxxp, h**p, hXXps, meow://: how people write a link that must not be clicked.
SCHEME = re.compile(r"(?:h(?:tt|xx|\*\*|__)ps?|ftps?|wss?|meow):", re.IGNORECASE)
DEFANGED_SCHEME = re.compile(r"h(?:xx|\*\*|__)ps?|meow", re.IGNORECASE)
DEFANGED = re.compile(r"[\[({](?:\.|,|dot|点|。|:|://)[\])}]|\\\.", re.IGNORECASE)
END_OF_AUTHORITY = re.compile(r"[/\\?#]")
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
# After a half-width host it is no slash to a browser: such a host is refused, not cut short.
LONE_SLASH = re.compile("(?<![\uff01-\uff5e])[／＼？＃]")
HAS_WIDE = re.compile("[\uff01-\uff5e]")


def read(text: str) -> Link:
    """The link in a text that is nothing but one; its scheme may be missing."""
    text = text.strip(CONTROLS).replace("\t", "").replace("\n", "").replace("\r", "")
    tricks: set[Reason] = set()
    if HAS_WIDE.search(text):
        tricks.add(Reason.FULL_WIDTH)
        text = LONE_SLASH.sub("\uffff", text).translate(WIDE)
    text = refanged(text, tricks)
    scheme = SCHEME.match(text)
    if scheme:
        if DEFANGED_SCHEME.match(text):
            tricks.add(Reason.DEFANGED)
        text = text[scheme.end() :]
    text = text.lstrip("/\\")
    end = END_OF_AUTHORITY.search(text)
    authority, rest = (text[: end.start()], text[end.start() :]) if end else (text, "")
    before, at, host = authority.rpartition("@")
    if at and scheme:
        tricks.add(Reason.TEXT_BEFORE_AT)
    name, found = canonical_name(_without_port(host))
    return Link(name, rest, before[:LONGEST_WRITTEN], scheme is not None, frozenset(tricks | found))


def refanged(text: str, tricks: set[Reason]) -> str:
    """`evil[.]com`, `evil(dot)com`, `https[:]//evil.com` as they were before somebody made them unclickable."""
    if not DEFANGED.search(text):
        return text
    tricks.add(Reason.DEFANGED)
    return DEFANGED.sub(lambda found: "://" if "//" in found[0] else ":" if ":" in found[0] else ".", text)


def _without_port(host: str) -> str:
    if host.startswith("["):
        inside, closing, _port = host.partition("]")
        return inside + closing
    name, colon, port = host.rpartition(":")
    return name if colon and (not port or port.isdigit()) else host
