"""What a wallet registered as its own: hosts with all that lies under them, and pages on hosts that others own."""

import re
from collections.abc import Iterable
from itertools import islice

from answerback.guard.links.canonical import read
from answerback.guard.links.formats import path_of
from answerback.guard.links.kinds import OPENS_NOTHING, Link
from answerback.guard.links.lists import belongs_to_strangers

# What a browser or a server may make another page of: dot segments, percent signs, backslashes, doubled slashes.
MAY_LEAD_ELSEWHERE = re.compile(r"%|\\|//|/\.")

DEEPEST_PAGE = 64
"""Slashes of a path that are looked at; a registered page has a few."""


class Official:
    """`hosts` and `pages` as they were given: `lanyue.example`, `https://t.me/lanyue_official`."""

    def __init__(self, given: Iterable[str]) -> None:
        links = [link for link in map(read, given) if link.host]
        self.hosts = frozenset(link.host for link in links if not path_of(link.rest))
        self.pages = frozenset(link.host + path_of(link.rest) for link in links if path_of(link.rest))

    def owns(self, link: Link) -> bool:
        """Whether the link leads there, however it is written."""
        return covers(self.hosts, link.host) or self._has_page(link)

    def opens(self, link: Link) -> bool:
        """Whether a browser that is given the link opens what is official."""
        return not OPENS_NOTHING & link.tricks and self.owns(link)

    def _has_page(self, link: Link) -> bool:
        path = path_of(link.rest)
        if not path or not self.pages or MAY_LEAD_ELSEWHERE.search(path):
            return False
        cuts = (found.start() for found in islice(re.finditer("/", path + "/"), DEEPEST_PAGE))
        return any(link.host + path[:cut] in self.pages for cut in cuts)


def covers(hosts: frozenset[str], host: str) -> bool:
    """Whether the host or a domain above it is among the hosts; under a public suffix only the very host counts."""
    if host in hosts:
        return True
    tail = host
    while tail := tail.partition(".")[2]:
        if tail in hosts:
            return not belongs_to_strangers(tail)
    return False
