"""Which published name does one resemble: a handle, a sender, an app, a contract? Looked up, not compared with each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from answerback.chains.lookalikes import (
    BASE58_END,
    HEX_BEGINNING,
    HEX_END,
    Resemblance,
    fixed_letters,
    resemblance,
)
from answerback.channels.kinds import Published
from answerback.channels.spellings import key_of
from answerback.guard.links.imitation import Imitations
from answerback.guard.links.known import Name
from answerback.guard.links.suffixes import Parts

BETWEEN = re.compile(r"[_.\s\-]+")
HAN = re.compile("[\u3400-\u9fff]")
SHORTEST_HAN = 3
LONGEST = 64


class NearNames:
    """An index of the names of one kind: by their looks, by one edit, inside longer ones."""

    def __init__(self, published: Iterable[Published]) -> None:
        self._by_label: dict[str, Published] = {}
        for one in published:
            self._by_label.setdefault(as_label(key_of(one.kind, one.value)), one)
        names = [Name(label, label, coined=True, registered=True) for label in self._by_label]
        self._imitations = Imitations(names)
        self._han = {label for label in self._by_label if len(label) >= SHORTEST_HAN and HAN.search(label)}
        self._han_lengths = sorted({len(label) for label in self._han}, reverse=True)

    def of(self, key: str) -> Published | None:
        """The one that this key, which is none of them, is made to be taken for."""
        label = as_label(key)
        found = self._imitations.of(Parts((), label, "", hosted=True)) if self._by_label else None
        return self._by_label[found.name.host] if found else self._inside(label)

    def _inside(self, label: str) -> Published | None:
        """岚月支付客服 holds 岚月支付: Chinese names are short and add words without a mark between."""
        for length in self._han_lengths if HAN.search(label) else ():
            for at in range(len(label) - length + 1):
                if label[at : at + length] in self._han:
                    return self._by_label[label[at : at + length]]
        return None


class NearAddresses:
    """An index of addresses by the beginning and the end that people compare."""

    def __init__(self, published: Iterable[Published]) -> None:
        self._by_ends: defaultdict[tuple[str, str], list[tuple[str, Published]]] = defaultdict(list)
        for one in published:
            key = key_of(one.kind, one.value)
            self._by_ends[ends_of(key)].append((key, one))

    def of(self, key: str) -> tuple[Published, str] | None:
        """The one that it resembles most, and that one's address."""
        found = [(resemblance(key, other), one) for other, one in self._by_ends.get(ends_of(key), ())]
        alike = [(near, one) for near, one in found if near is not None]
        if not alike:
            return None
        near, one = max(alike, key=lambda pair: shared(pair[0]))
        return one, near.known


def as_label(key: str) -> str:
    """A name as one label, without what divides its words."""
    return BETWEEN.sub("", key[:LONGEST])


def ends_of(key: str) -> tuple[str, str]:
    """What every look-alike of this address shares with it (`chains.lookalikes`)."""
    fixed = fixed_letters(key) if key else 0
    if key.startswith("0x"):
        return key[: fixed + HEX_BEGINNING], key[-HEX_END:]
    return key[:fixed], key[-BASE58_END:]


def shared(near: Resemblance) -> int:
    """How many letters agree at both ends."""
    return near.beginning + near.end
