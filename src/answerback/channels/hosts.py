"""Sites and mail addresses in one spelling."""

from __future__ import annotations

import re
import unicodedata

from answerback.channels.unreadable import Unreadable
from answerback.guard.links.accounts import HOUSES
from answerback.guard.links.canonical import read
from answerback.guard.links.check import is_disguised
from answerback.guard.links.formats import path_of
from answerback.guard.links.kinds import Link, Reason
from answerback.guard.links.official import MAY_LEAD_ELSEWHERE
from answerback.guard.links.suffixes import parts

# Nobody needs these to name his own site; a browser refuses some and people misread the others.
TRICKS = frozenset(
    {
        Reason.NOT_A_NAME,
        Reason.BARE_ADDRESS,
        Reason.ODD_ADDRESS,
        Reason.HIDDEN_CHARACTERS,
        Reason.ENCODED_HOST,
        Reason.TEXT_BEFORE_AT,
        Reason.OPENS_APP,
        Reason.RUNS_CODE,
    }
)
# Source: RFC 5322 section 3.2.3, dot-atom, in small letters.
LOCAL = re.compile(r"(?!\.)(?!.*\.\.)[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\.)")
AT = re.compile(r"\s*[\[({]\s*(?:at|@)\s*[\])}]\s*", re.IGNORECASE)


def link(text: str) -> str:
    """`lanyue.example`, or `forum.example/lanyue` where only that page is ours.

    >>> link("HTTPS://Help.Lanyue.example/#top")
    'help.lanyue.example'
    """
    found = read(text)
    host = own_host(found, "link")
    path = path_of(found.rest)
    if MAY_LEAD_ELSEWHERE.search(path):
        raise Unreadable("link")
    if host in HOUSES and not path:
        raise Unreadable("link_many")
    return host + path


def mail(text: str) -> str:
    """`help@lanyue.example`, in small letters.

    >>> mail("mailto:Help@LANYUE[.]example")
    'help@lanyue.example'
    """
    plain = AT.sub("@", unicodedata.normalize("NFKC", text)).strip().lower().removeprefix("mailto:")
    local, at, host = plain.partition("?")[0].rpartition("@")
    if not at or not LOCAL.fullmatch(local):
        raise Unreadable("mail")
    found = read(host)
    if path_of(found.rest):
        raise Unreadable("mail")
    return f"{local}@{own_host(found, 'mail')}"


def own_host(found: Link, code: str) -> str:
    """The host, if somebody can own it and it looks like what it is."""
    cut = parts(found.host)
    if found.tricks & TRICKS or "." not in found.host or not cut.core:
        raise Unreadable(code)
    if is_disguised(cut):
        raise Unreadable("disguised")
    return found.host
