"""One spelling for one thing: what published values and asked ones are compared by.

>>> key_of(Kind.TELEGRAM, "https://telegram.me/Lanyue_Pay"), key_of(Kind.SMS_SENDER, "【岚月支付】")
('lanyue_pay', '岚月支付')
>>> key_of(Kind.CONTRACT, "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
'0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from answerback.chains import identify
from answerback.chains.lookalikes import folded
from answerback.channels.kinds import Kind
from answerback.guard.links.canonical import read
from answerback.guard.links.formats import path_of
from answerback.guard.links.names import HIDDEN
from answerback.numbers import NumberError, parse

LONGEST = 256
BRACKETS = "【】[]［］〔〕「」\"'“”<>《》()（） "
HANDLE_BEFORE = re.compile(
    r"(?:https?://)?(?:www\.|mobile\.)?(?:t\.me|telegram\.(?:me|dog)|x\.com|twitter\.com)/(?:s/)?"
)
APP_BEFORE = re.compile(r"(?:android|apple|ios|google|huawei|app):")


def plain(text: str) -> str:
    """In compatibility form and small letters, without signs that are drawn as nothing."""
    if text.isascii():
        return text.strip().lower()
    return HIDDEN.sub("", unicodedata.normalize("NFKC", HIDDEN.sub("", text))).strip().lower()


def key_of(kind: Kind, value: str) -> str:
    """The spelling by which two values of one kind are the same; of what is no such value, a plain one."""
    return KEYS[kind](value[:LONGEST])


def number_key(value: str) -> str:
    """E.164, or the digits of a short number."""
    try:
        return parse(value).e164
    except NumberError:
        return plain(value)


def link_key(value: str) -> str:
    """Host and path."""
    link = read(value)
    return link.host + path_of(link.rest)


def mail_key(value: str) -> str:
    """Both sides in small letters, the host in ASCII; `@host` for a whole house."""
    local, _, host = plain(value).removeprefix("mailto:").rpartition("@")
    return f"{local}@{host_key(host)}"


@lru_cache(maxsize=1024)
def host_key(host: str) -> str:
    """A host in ASCII; as it is where no browser would open it."""
    return read(f"https://{host}").host or host


def handle_key(value: str) -> str:
    """The bare name."""
    return HANDLE_BEFORE.sub("", plain(value), count=1).lstrip("@").partition("?")[0].rstrip("/")


def name_key(value: str) -> str:
    """A sender's or account's name without the brackets of a signature."""
    return " ".join(plain(value).strip(BRACKETS).split())


def app_key(value: str) -> str:
    """Package, bundle or number of a store, without the store's name: `id123` and `123` are one."""
    bare = APP_BEFORE.sub("", plain(value), count=1)
    return bare[2:] if bare[:2] == "id" and bare[2:].isdigit() else bare


def contract_key(value: str) -> str:
    """The address alone: whoever asks seldom knows the chain."""
    found = identify(value.strip())
    if found.compact is None and ":" in value:
        found = identify(value.rpartition(":")[2])
    return folded(found.compact or plain(value))


def ens_key(value: str) -> str:
    """The name as a host."""
    return host_key(plain(value))


KEYS: dict[Kind, Callable[[str], str]] = {
    Kind.NUMBER: number_key,
    Kind.LINK: link_key,
    Kind.MAIL: mail_key,
    Kind.TELEGRAM: handle_key,
    Kind.X: handle_key,
    Kind.WECHAT: name_key,
    Kind.SMS_SENDER: name_key,
    Kind.APP: app_key,
    Kind.CONTRACT: contract_key,
    Kind.ENS: ens_key,
}
