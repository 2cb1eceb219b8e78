"""Secrets of authenticator apps: whoever has one makes every one-time code of that account.

Base32 of ten bytes and more (RFC 4648; the otpauth links of Google Authenticator's key format), in one piece or in
fours, behind a word for such an app.
"""

from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain

LINKED = pattern(r"(?i)otpauth://[^\s\"'<>]{1,200}?[?&]secret=(?P<value>[a-z2-7]{8,128}+)=*")
NAMED = pattern(
    r"(?i)(?:\bt?otp|\b[2m]fa|two[ -]?(?:factor|step)|authenticator"
    r"|谷歌验证|验证器|驗證器|动态口令|令牌|双重验证|两步验证|二次验证)"
    r"[^\n。]{0,16}?(?:key|secret|密[钥鑰]|私[钥鑰])[^\n。0-9a-z]{0,6}(?:(?:is|was)\s+|是|为)?[\s:：=\"'“]{0,3}"
    r"(?P<value>[a-z2-7]{16,64}|[a-z2-7]{4}(?:[ -][a-z2-7]{4}){3,15}+)(?![0-9a-z])"
)
BEFORE, AFTER = 48, 240


def find(searched: Plain) -> Iterator[Match]:
    for start, end in searched.windows((b"key", b"secret"), "钥鑰", before=BEFORE, after=AFTER):
        for form in (LINKED, NAMED):
            for found in form.finditer(searched.text, start, end):
                if is_secret(found["value"]):
                    yield Match(Kind.PASSWORD, *found.span("value"), 0.95)


def is_secret(value: str) -> bool:
    """Capitals or digits, as the apps show it: "authenticator key management system" is prose."""
    return value.isupper() or any(sign.isdigit() for sign in value)
