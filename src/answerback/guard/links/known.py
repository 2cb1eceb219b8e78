"""Names worth imitating: the registered ones of a wallet, and well-known ones of our own list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answerback.guard.links.suffixes import parts

SIGNS = frozenset("!+-")


@dataclass(frozen=True)
class Name:
    """A name that may be imitated. `host` is told to people; `label` is compared."""

    host: str
    label: str
    coined: bool
    one_address: bool = False
    """Belongs to nobody else under any ending."""
    registered: bool = False
    """Registered by the wallet: compared more closely than the well-known ones."""


@dataclass(frozen=True)
class Known:
    """Our own list: the names to compare with, and every domain of their owners and of others that are known."""

    names: tuple[Name, ...]
    domains: frozenset[str]


@cache
def well_known() -> Known:
    """data/known.txt, read once."""
    text = files(__package__).joinpath("data", "known.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    names = tuple(_names(rows))
    return Known(names, frozenset(host for row in rows for host in row if host not in SIGNS))


def _names(rows: Iterable[list[str]]) -> Iterator[Name]:
    for row in rows:
        if row[0] in SIGNS:
            yield Name(row[1], parts(row[1]).core, coined=row[0] != "-", one_address=row[0] == "!")


def registered_names(hosts: Iterable[str]) -> Iterator[Name]:
    """The names of official hosts: what stands before the public suffix."""
    seen = set()
    for host in sorted(hosts, key=lambda one: (parts(one).hosted, one.count("."), one)):
        label = parts(host).core
        if label and label not in seen:
            seen.add(label)
            yield Name(host, label, coined=True, registered=True)
