"""A link taken apart as browsers do (WHATWG URL), after the disguises people use in reports are undone."""

import re

from answerback.guard.links.kinds import Link, Reason
from answerback.guard.links.names import LONGEST_WRITTEN, canonical_name

CONTROLS = "".join(map(chr, range(0x21)))
# hxxp, h**p, hXXps, meow://: how people write a link that must not be clicked.
SCHEME = re.compile(r"(?:h(?:tt|xx|\*\*|__)ps?|ftps?|wss?|meow):", re.IGNORECASE)
# Of no web page. Without two slashes only those that people meet: ours:443 is a host and its port.
FOREIGN = re.compile(
    r"(?!(?:h(?:tt|xx)ps?|ftps?|wss?|meow):)"
    r"(?:javascript(?=:\S)|vbscript(?=:\S)|data(?=:[\w.+/-]*[;,])|blob(?=:\S)|(?:view-source|feed|mailto|sms|smsto)(?=:\S)"
    r"|[a-z][a-z0-9+.-]{0,63}(?=://)|intent|filesystem|android-app):",
    re.IGNORECASE,
)
CODE = frozenset({"javascript", "vbscript", "data", "blob", "filesystem"})
NO_PAGE = re.compile(r"(?:ftps?|wss?):", re.IGNORECASE)
DEFANGED_SCHEME = re.compile(r"h(?:xx|\*\*|__)ps?|meow", re.IGNORECASE)
BETWEEN_MARKS = r"[\[({](?:\.|,|dot|点|。|:|://)[\])}]"
DEFANGED = re.compile(BETWEEN_MARKS + r"|\\\.", re.IGNORECASE)
# Behind a scheme that opens, a browser takes the backslash for a slash: https://ours\.evil opens ours.
DEFANGED_BEHIND_SCHEME = re.compile(BETWEEN_MARKS, re.IGNORECASE)
END_OF_AUTHORITY = re.compile(r"[/\\?#]")
HIGHEST_PORT = 65535
WIDE_SYNTAX = re.compile("[：／＼？＃＠［］％]")
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
# After a half-width host it is no slash to a browser: such a host is refused, not cut short.
LONE_SLASH = re.compile("(?<![\uff01-\uff5e])[／＼？＃]")
HAS_WIDE = re.compile("[\uff01-\uff5e]")


def read(text: str) -> Link:
    """The link in a text that is nothing but one; its scheme may be missing."""
    text = text.strip(CONTROLS).replace("\t", "").replace("\n", "").replace("\r", "")
    tricks: set[Reason] = set()
    if HAS_WIDE.search(text):
        tricks |= {Reason.FULL_WIDTH} | (
            {Reason.NOT_A_NAME} if WIDE_SYNTAX.search(authority_of(text)) else set()
        )
        text = LONE_SLASH.sub("\uffff", text).translate(WIDE)
    text = refanged(text, tricks)
    if (foreign := FOREIGN.match(text)) is not None:
        return of_foreign(foreign[0][:-1].lower(), text[foreign.end() :], tricks)
    scheme = SCHEME.match(text)
    if scheme:
        tricks |= {Reason.DEFANGED} if DEFANGED_SCHEME.match(text) else set()
        tricks |= {Reason.OPENS_APP} if NO_PAGE.match(text) else set()
        text = text[scheme.end() :]
    return of_authority(text, tricks, has_scheme=scheme is not None)


def of_foreign(scheme: str, text: str, tricks: set[Reason]) -> Link:
    """What opens no page. A host is told where one stands, so that lists can know it."""
    if scheme in CODE:
        return Link("", text, "", True, frozenset({*tricks, Reason.RUNS_CODE}))
    tricks.add(Reason.OPENS_APP)
    if scheme == "mailto" or text.startswith("//"):
        link = of_authority(text, tricks, has_scheme=False)
        if "." in link.host or link.host.startswith("["):
            return link
        return Link("", link.rest, "", True, link.tricks)
    return Link("", text, "", True, frozenset(tricks))


def of_authority(text: str, tricks: set[Reason], *, has_scheme: bool) -> Link:
    """The link from what stands behind the scheme."""
    text = text.lstrip("/\\")
    end = END_OF_AUTHORITY.search(text)
    authority, rest = (text[: end.start()], text[end.start() :]) if end else (text, "")
    before, at, host = authority.rpartition("@")
    if at and has_scheme:
        tricks.add(Reason.TEXT_BEFORE_AT)
    written, port = _split_port(host)
    if len(port) > 5 or int(port or "0") > HIGHEST_PORT:
        tricks.add(Reason.NOT_A_NAME)
    name, found = canonical_name(written)
    return Link(name, rest, before[:LONGEST_WRITTEN], has_scheme, frozenset(tricks | found))


def authority_of(text: str) -> str:
    """Where a browser would look for the host, roughly: what stands between the scheme and the first slash."""
    scheme = SCHEME.match(text)
    behind = text[scheme.end() :] if scheme else text
    return END_OF_AUTHORITY.split(behind.lstrip("/\\"), maxsplit=1)[0]


def refanged(text: str, tricks: set[Reason]) -> str:
    """`evil[.]com`, `evil(dot)com`, `https[:]//evil.com` as they were before somebody made them unclickable."""
    opens = SCHEME.match(text) and not DEFANGED_SCHEME.match(text)
    defanged = DEFANGED_BEHIND_SCHEME if opens else DEFANGED
    if not defanged.search(text):
        return text
    tricks.add(Reason.DEFANGED)
    return defanged.sub(lambda found: "://" if "//" in found[0] else ":" if ":" in found[0] else ".", text)


def _split_port(host: str) -> tuple[str, str]:
    """The host and its port, without zeros before it; what is no port stays with the host."""
    if host.startswith("["):
        inside, closing, port = host.partition("]")
        return inside + closing, _digits(port.removeprefix(":"))
    name, colon, port = host.rpartition(":")
    if colon and (not port or (port.isascii() and port.isdigit())):
        return name, _digits(port)
    return host, ""


def _digits(port: str) -> str:
    return port.lstrip("0") if port.isascii() and port.isdigit() else ""
