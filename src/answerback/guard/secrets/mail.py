"""Mail addresses. Source: RFC 5321 section 4.1.2 as people write it; quoted local parts are left out."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain

LOCAL = pattern(r"[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,63})\Z", re.ASCII)
DOMAIN = pattern(
    r"(?:(?:[A-Za-z0-9][A-Za-z0-9\-]{0,62}|[\u4e00-\u9fff]{1,20})\.){1,8}(?:[A-Za-z]{2,24}+|[\u4e00-\u9fff]{2,6}+)"
)
SPOKEN = pattern(r"\b[a-z0-9._]{2,32} at [a-z0-9\-]{2,32} dot (?:com|cn|net|org|io|me|co)\b", re.IGNORECASE)

USER_PART = pattern(r"://[^\s/@?#:]*:[^\s/?#]*\Z")  # "https://name:password@host" is a link


def find(searched: Plain) -> Iterator[Match]:
    text = searched.text
    at = text.find("@")
    while at >= 0:
        local, domain = LOCAL.search(text[max(0, at - 64) : at]), DOMAIN.match(text, at + 1)
        if local and domain and USER_PART.search(text, max(0, at - 96), at) is None:
            yield Match(Kind.EMAIL, at - len(local.group()), domain.end(), 0.99)
        at = text.find("@", at + 1)
    if b" dot " in searched.low:
        for window in searched.windows((b" dot ",), (), before=80, after=10):
            for found in SPOKEN.finditer(text, *window):
                yield Match(Kind.EMAIL, *found.span(), 0.8)
