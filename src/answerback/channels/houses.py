"""Houses where accounts and apps live: which name a link into one of them means."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from answerback.channels.kinds import Kind
from answerback.guard.links.formats import path_of
from answerback.guard.links.kinds import Link

TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog", "www.t.me"})
X = frozenset({"x.com", "twitter.com", "www.x.com", "www.twitter.com", "mobile.twitter.com", "mobile.x.com"})
PLAY = frozenset({"play.google.com", "www.play.google.com"})
APPLE = frozenset({"apps.apple.com", "itunes.apple.com"})
PAGES_OF_TELEGRAM = frozenset(
    {"s", "joinchat", "addstickers", "share", "iv", "proxy", "socks", "c", "setlanguage"}
)
PAGES_OF_X = frozenset({"i", "home", "search", "intent", "share", "hashtag", "settings", "explore"})
NAME = re.compile(r"@?[A-Za-z0-9_]{2,32}")
APPLE_ID = re.compile(r"id([0-9]{5,15})")


def of_link(link: Link) -> tuple[Kind, str] | None:
    """The account or app that a link means; None for any other page."""
    if link.host in TELEGRAM or link.host.endswith(".t.me"):
        return _telegram(link)
    if link.host in X:
        return _named(Kind.X, _segments(link), PAGES_OF_X)
    if link.host in PLAY:
        found = parse_qs(link.rest.partition("?")[2][:512]).get("id")
        return (Kind.APP, found[0]) if found else None
    if link.host in APPLE:
        number = APPLE_ID.search(link.rest[:512])
        return (Kind.APP, number[1]) if number else None
    return None


def _telegram(link: Link) -> tuple[Kind, str] | None:
    if link.host.endswith(".t.me") and link.host != "www.t.me":
        return Kind.TELEGRAM, link.host.removesuffix(".t.me")
    segments = _segments(link)
    return _named(Kind.TELEGRAM, segments[1:] if segments[:1] == ["s"] else segments, PAGES_OF_TELEGRAM)


def _named(kind: Kind, segments: list[str], pages: frozenset[str]) -> tuple[Kind, str] | None:
    first = segments[0] if segments else ""
    return (kind, first) if NAME.fullmatch(first) and first.lower() not in pages else None


def _segments(link: Link) -> list[str]:
    return [segment for segment in path_of(link.rest[:512]).split("/") if segment]
