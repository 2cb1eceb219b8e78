"""Passwords where programs expect them: a key of JSON or settings, the user part of a link, a command's option."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import around, places_of_any

# All patterns here read the text in lower case.
NAMED_KEY = pattern(
    r"(?a)(?:password|passwd|passphrase|pwd|passcode)[0-9]?\\?[\"'`]?\s*(?::|=>|=)\s*\\?(?P<quote>[\"'`])"
    r"(?P<value>[^\"'`\s\\]{4,64}+)\\?(?P=quote)"
)
BARE_KEY = pattern(r"(?a)[a-z0-9](?:password|passwd|passphrase|pwd)\s*[:=]\s*(?P<value>[\x21-\x7e]{6,64}+)")
USER_PART = pattern(r"(?a)[a-z]://[^\s/@:\"'<>]{1,64}:(?P<value>[^\s/\"'<>]{4,64})@")
OPTION = pattern(
    r"(?a)\b(?:(?:mysql|mariadb)[a-z]*\b[^\n|;]{0,80}?\s-p|sshpass\s+-p\s*|7za?\s[^\n|;]{0,80}?\s-p"
    r"|redis-cli\b[^\n|;]{0,80}?\s-a\s+|curl\b[^\n|;]{0,80}?\s(?:-u|--user)\s+[\"']?[^\s:\"']{1,64}:"
    r"|(?:unzip|zip)\s[^\n|;]{0,80}?-p\s+)[\"']?(?P<value>[^\s\"']{4,64}+)"
)
Forms = tuple[tuple[tuple[bytes, ...], tuple[re.Pattern[str], ...]], ...]
WORDS, LINKS = (b"passw", b"pwd", b"passphrase", b"passcode"), (b"://",)
COMMANDS = (b"mysql", b"mariadb", b"sshpass", b"7z", b"redis-cli", b"curl", b"zip ")
MADE_BY_CODE = pattern(
    r"(?a)[*•x.\-_#?]+|<.*>?|[\[{(].*|.*[({\[].*|\$\w.*|%\w+%?|:\w+|(?:os|process|self|this|env|config|settings|request)\."
    r".*|.*(?:\||::|https?:).*|(?:my|your|the|new|old|user)?[_-]?(?:password|passwd|pass|pwd|secret|string)[0-9]?[,;]?"
)
NEXT_FIELD = pattern(r"[&;,][\"'`]?[a-z_][a-z0-9_.\-]{0,31}[\"'`]?\s?[:=]|</[a-z]")
"""Where a value without quotation marks ends: "a=1&b=2", "a=1;b=2", "a:1,b:2", "<a>1</a>"."""

SURE = 0.995  # surer than that "secret@host" of a link is a mail address


def find(searched: Plain) -> Iterator[Match]:
    forms: Forms = ((WORDS, (NAMED_KEY, BARE_KEY)), (COMMANDS, (OPTION,)))
    if "@" in searched.text:
        forms = (*forms, (LINKS, (USER_PART,)))
    for words, patterns in forms:
        hits = places_of_any(searched.low, words)
        for start, end in around(hits, len(searched.low), before=8, after=224) if hits else ():
            for form in patterns:
                for found in form.finditer(searched.lowered, start, end):
                    value = found["value"]
                    if form is BARE_KEY:
                        place = found.start("value")
                        value = value[: value_end(searched.lowered, *found.span("value")) - place].rstrip(
                            ",;"
                        )
                    if is_secret(value, quoted=form is NAMED_KEY):
                        place = found.start("value")
                        yield Match(Kind.PASSWORD, place, place + len(value), SURE)


def value_end(lowered: str, start: int, end: int) -> int:
    """Where a value ends that another field may follow."""
    field = NEXT_FIELD.search(lowered, start, min(end + 2, len(lowered)))
    return min(end, field.start()) if field is not None else end


def is_secret(value: str, *, quoted: bool) -> bool:
    """With a digit or a sign among letters; neither a placeholder nor an expression nor a port."""
    if MADE_BY_CODE.fullmatch(value):
        return False
    digits = any(sign.isdigit() for sign in value)
    letters = any(sign.isalpha() for sign in value)
    return digits and (letters or len(value) >= 6 or quoted)
