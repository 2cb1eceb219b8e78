"""The published channels, laid out for look-ups: built once for each state of the list, asked any number of times.

Nothing in here is searched through: what a question costs does not grow with the number of channels.
"""

from __future__ import annotations

from collections.abc import Iterable

from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.near_names import NearAddresses, NearNames
from answerback.channels.near_numbers import NearNumbers
from answerback.channels.spellings import key_of
from answerback.guard.links.check import Checker
from answerback.guard.links.kinds import Link
from answerback.guard.links.lists import belongs_to_strangers
from answerback.numbers.shown import shown as number_shown

NAMED = (Kind.TELEGRAM, Kind.X, Kind.WECHAT, Kind.SMS_SENDER, Kind.APP, Kind.ENS)
# Of two entries with one spelling the one that warns is told.
FIRST = {Direction.REPORTED: 0, Direction.RETIRED: 2}


class Index:
    """`published`: all of it, retired and reported entries too. `region` (ISO 3166): of numbers without a code."""

    def __init__(self, published: Iterable[Published], *, region: str = "CN") -> None:
        self.published = tuple(published)
        self.region = region
        self._exact: dict[tuple[Kind, str], Published] = {}
        for one in sorted(self.published, key=lambda one: FIRST.get(one.direction, 1)):
            self._exact.setdefault((one.kind, key_of(one.kind, one.value)), one)
        ours = [one for one in self.published if one.direction not in FIRST]
        self._on_chain = {
            (one.value.partition(":")[0], key_of(one.kind, one.value)): one
            for one in sorted(self.published, key=lambda one: -FIRST.get(one.direction, 1))
            if one.kind is Kind.CONTRACT
        }
        self.checker = Checker([one.value for one in ours if one.kind is Kind.LINK])
        self._sites = {
            key_of(Kind.LINK, one.value).partition("/")[0]: one
            for one in reversed(ours)
            if one.kind is Kind.LINK
        }
        numbers = (one.value for one in self.published if one.kind is Kind.NUMBER)
        self._shown = {value: number_shown(value) for value in numbers}
        self.numbers = NearNumbers([one for one in ours if one.kind is Kind.NUMBER], region)
        self.contracts = NearAddresses([one for one in ours if one.kind is Kind.CONTRACT])
        self.names = {kind: NearNames([one for one in ours if one.kind is kind]) for kind in NAMED}

    def exact(self, kind: Kind, key: str) -> Published | None:
        """The entry with this canonical spelling."""
        return self._exact.get((kind, key))

    def on_chain(self, chain: str, key: str) -> Published | None:
        """The contract with this key on this chain; `key` is the same on every chain of its shape."""
        return self._on_chain.get((chain, key))

    def shown(self, one: Published) -> str:
        """A published number in its groups."""
        return self._shown.get(one.value, one.value)

    def site(self, host: str) -> Published | None:
        """Whose site a host of our list is: its own entry, or that of a domain above it."""
        while host:
            if (found := self._sites.get(host)) is not None:
                return found
            host = host.partition(".")[2]
        return None

    def of_link(self, link: Link, path: str) -> Published | None:
        """The entry for a page, its host or a domain above it; also a reported or retired one."""
        while path:
            if (found := self.exact(Kind.LINK, link.host + path)) is not None:
                return found
            path = path.rpartition("/")[0]
        host, is_own = link.host, True
        while host:
            found = self.exact(Kind.LINK, host)
            if found is not None and (is_own or not belongs_to_strangers(host)):
                return found
            host, is_own = host.partition(".")[2], False
        return None
