"""What in a report names the swindler: numbers, sites, accounts, apps, addresses; each in one spelling.

Left out is what many people have in common: the wallet's own channels, well-known names, services' short numbers,
a hosting service or a shortener without the page on it. A look-alike in other letters is the same name as its double.

>>> sorted(one.key for one in identifiers("hxxps://1anyue-pay[.]example/in 加微信 lanyue_kf88，拨打 17000000061"))
['+8617000000061', 'lanyue-pay.example', 'lanyue_kf88']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answerback.channels.kinds import Kind
from answerback.channels.things import Thing, numbers_in, things_in
from answerback.findings.campaigns.joining.kinds import By, Identifier
from answerback.findings.campaigns.joining.popular import is_shared
from answerback.guard.links.kinds import Link
from answerback.guard.links.known import well_known
from answerback.guard.links.skeleton import skeleton
from answerback.guard.links.suffixes import parts
from answerback.numbers import NumberError, parse
from answerback.numbers.parsing import Kind as NumberKind

MOST = 24
"""Things of one text; a report with more is a list and no message."""
LONGEST_PAGE = 160
SHORTEST_PAGE = 3
SHORTEST_NAME = 5
SMS_PORT = "106"
SHORTEST_PORT = 11
IS_ADDRESS = re.compile(r"[0-9.]+|\[.*")
NAMES = frozenset({Kind.MAIL, Kind.TELEGRAM, Kind.X, Kind.WECHAT, Kind.APP})


@dataclass(frozen=True)
class Ours:
    """What is the wallet's own. `sites`: hosts, with all that stands under them; `keys`: of the other kinds; `pages`:
    on hosts that it shares with everybody (`site`)."""

    sites: frozenset[str] = frozenset()
    keys: frozenset[tuple[Kind, str]] = frozenset()
    pages: frozenset[str] = frozenset()

    def has_site(self, host: str) -> bool:
        """Whether the host is one of ours, or under one."""
        labels = host.split(".")
        return any(".".join(labels[start:]) in self.sites for start in range(len(labels)))


NOTHING_OURS = Ours()


def identifiers(text: str, *, ours: Ours = NOTHING_OURS, region: str = "CN") -> frozenset[Identifier]:
    """Every identifier of a text, `MOST` things at most. `region` (ISO 3166): of numbers without a country code."""
    return frozenset((*_of_things(text, ours), *_numbers(text, ours, region)))


def _of_things(text: str, ours: Ours) -> Iterator[Identifier]:
    for thing in things_in(text, most=MOST):
        if thing.only_if_known or (thing.kind, thing.key) in ours.keys:
            continue
        if thing.kind is Kind.CONTRACT:
            yield Identifier(By.ADDRESS, thing.kind, thing.key, thing.shown)
        elif thing.kind in (Kind.LINK, Kind.ENS):
            yield from _site(thing.link, ours) if thing.link else ()
        elif thing.kind in NAMES and len(thing.key) >= SHORTEST_NAME:
            yield _name(thing)


def _name(thing: Thing) -> Identifier:
    """A bare `@name` may be one in any house, so houses are not told apart."""
    kind = Kind.TELEGRAM if thing.kind is Kind.X else thing.kind
    return Identifier(By.LINK, kind, thing.key, thing.shown)


def _site(link: Link, ours: Ours) -> Iterator[Identifier]:
    key = site(link, ours)
    if key and key not in ours.pages:
        yield Identifier(By.LINK, Kind.LINK, key, key if "/" in key else link.host)


def site(link: Link, ours: Ours = NOTHING_OURS) -> str:
    """The name somebody registered or was given, as it looks; on a shared host the page. Empty: nobody's in particular.

    >>> from answerback.guard.links.canonical import read
    >>> site(read("https://lanyue-pay.pages.dev/a")), site(read("https://bit.ly/3xYz")), site(read("https://bit.ly"))
    ('lanyue-pay.pages.dev', 'bit.ly/3xYz', '')
    """
    host = link.host
    if not host or ours.has_site(host):
        return ""
    if IS_ADDRESS.fullmatch(host):
        return host
    cut = parts(host)
    if is_shared(host) or cut.registered in well_known().domains:
        page = link.rest[:LONGEST_PAGE].rstrip("/")
        return host + page if len(page) > SHORTEST_PAGE else ""
    return f"{skeleton(cut.core)}.{cut.suffix}" if cut.core else ""


def _numbers(text: str, ours: Ours, region: str) -> Iterator[Identifier]:
    for written in list(dict.fromkeys(numbers_in(text)))[:MOST]:
        try:
            number = parse(written, region)
        except NumberError:
            continue
        is_port = number.e164.startswith(SMS_PORT) and len(number.e164) >= SHORTEST_PORT
        is_service = number.kind in (NumberKind.SHORT, NumberKind.EMERGENCY) and not is_port
        if number.valid and not is_service and (Kind.NUMBER, number.e164) not in ours.keys:
            yield Identifier(By.NUMBER, Kind.NUMBER, number.e164, number.e164)
