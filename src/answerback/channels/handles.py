"""Names of accounts in one spelling: Telegram, X, WeChat, and the sender of a text message."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qs

from answerback.channels.unreadable import Unreadable
from answerback.guard.links.canonical import read

TELEGRAM_HOSTS = ("t.me", "telegram.me", "telegram.dog")
X_HOSTS = ("x.com", "twitter.com")
# Source: Telegram's and X's own rules for user names; WeChat's for a 微信号 (6 to 20, begins with a letter).
TELEGRAM = re.compile(r"[a-z][a-z0-9_]{3,31}")
X = re.compile(r"[a-z0-9_]{1,15}")
WECHAT = re.compile(r"[a-z][a-z0-9_-]{5,19}")
# Paths that are no account.
TELEGRAM_PLACES = frozenset({"joinchat", "addstickers", "share", "proxy", "socks", "iv", "addlist", "boost"})
X_PLACES = frozenset({"home", "i", "intent", "search", "share", "hashtag", "explore", "settings", "login"})
LABEL = re.compile(
    r"(?:微信号?|公众号|we\s?chat(?:\s?id)?|weixin|wx|telegram|电报|推特|twitter|x)\s*[:：]\s*", re.IGNORECASE
)
BRACKETS = str.maketrans("", "", "【】[]〔〕「」")
LATIN_SENDER = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9 &._+-]{1,10}")
HAN_SENDER = re.compile(r"[A-Z0-9\u3400-\u9fff·&-]{2,16}")


def telegram(text: str) -> str:
    """`@name` from `@name`, `t.me/name`, `name.t.me` or `tg://resolve?domain=name`; an invitation is no name.

    >>> telegram("t.me/s/Lanyue_Pay?start=1"), telegram("tg://resolve?domain=lanyue_pay")
    ('@lanyue_pay', '@lanyue_pay')
    """
    bare = _bare(text)
    if bare.startswith("tg:"):
        name = next(iter(parse_qs(bare.partition("?")[2]).get("domain", [])), "")
    else:
        name = _segment(bare, TELEGRAM_HOSTS, skipped=("s",))
    return _handle(name, TELEGRAM, TELEGRAM_PLACES, "telegram")


def x(text: str) -> str:
    """`@name` from `@name`, `x.com/name` or `twitter.com/name/status/1`."""
    return _handle(_segment(_bare(text), X_HOSTS), X, X_PLACES, "x")


def wechat(text: str) -> str:
    """A WeChat id in small letters; what an account is called on the screen is no id.

    >>> wechat("微信号：Lanyue-Pay")
    'lanyue-pay'
    """
    name = _bare(text)
    if not WECHAT.fullmatch(name):
        raise Unreadable("wechat")
    return name


def sms_sender(text: str) -> str:
    """The name shown in place of a number, in capitals; a signature without its brackets.

    >>> sms_sender(" lanyue  pay "), sms_sender("[岚月支付]")
    ('LANYUE PAY', '岚月支付')
    """
    name = " ".join(unicodedata.normalize("NFKC", text).translate(BRACKETS).split()).upper()
    if not (LATIN_SENDER.fullmatch(name) or HAN_SENDER.fullmatch(name)):
        raise Unreadable("sms_sender")
    return name


def _bare(text: str) -> str:
    """In compatibility form and small letters, without a label before it."""
    return LABEL.sub("", unicodedata.normalize("NFKC", text).strip().lower(), count=1).strip()


def _segment(bare: str, hosts: tuple[str, ...], skipped: tuple[str, ...] = ()) -> str:
    """The account in a link to one of the hosts, or the text itself."""
    found = read(bare)
    host = found.host.removeprefix("www.").removeprefix("mobile.").removeprefix("m.")
    if "." not in host or bare.startswith("@"):
        return bare.removeprefix("@")
    if host in hosts:
        segments = [one for one in found.rest.partition("?")[0].partition("#")[0].split("/") if one]
        return next((one for one in segments if one not in skipped), "").removeprefix("@")
    return next((host.removesuffix(f".{one}") for one in hosts if host.endswith(f".{one}")), "")


def _handle(name: str, pattern: re.Pattern[str], places: frozenset[str], code: str) -> str:
    if not pattern.fullmatch(name) or name in places:
        raise Unreadable(code)
    return f"@{name}"
