"""Which entries of the registry could be taken for another: nothing slips in beside what people already trust.

Pure. Numbers are compared by `numbers.lookalike`, hosts by `guard.links`, addresses by `chains.lookalikes`; names of
accounts, senders and apps by the skeleton of UTS 39, one edit, and words added. Both directions count: the new entry
may imitate the old one, or the old one turn out to be an imitation of the new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from answerback.chains.accounts import is_same
from answerback.chains.lookalikes import resemblance
from answerback.channels.kinds import Kind
from answerback.guard.links.edits import is_one_edit
from answerback.guard.links.imitation import Imitations
from answerback.guard.links.known import registered_names
from answerback.guard.links.names import unicode_label
from answerback.guard.links.skeleton import skeleton
from answerback.guard.links.suffixes import parts
from answerback.numbers import NumberError
from answerback.numbers.lookalike import Trick, national
from answerback.numbers.lookalike import trick_between as trick_of_numbers
from answerback.numbers.parsing import tidy

SAME, CHARACTERS, ONE_EDIT, ADDED, ENDS_ALIKE, SAME_DOMAIN = (
    "same",
    "characters",
    "one_edit",
    "added",
    "ends_alike",
    "same_domain",
)
LEAST_LATIN, LEAST_HAN = 5, 3
"""Characters of the shorter name: below, one edit makes any name of any other."""
LEAST_INSIDE = 5
"""Letters of a name that counts when it stands inside a longer one; two of Chinese are a word."""
LEAST_HAN_INSIDE = 2


@dataclass(frozen=True)
class Entry:
    """What is compared. `wallet` is its id; `value` canonical."""

    id: UUID
    wallet: UUID
    kind: Kind
    value: str


@dataclass(frozen=True)
class Resembles:
    """`other` is there already; `trick` a code: one of this file's, of `numbers.lookalike` or of `guard.links`."""

    other: Entry
    trick: str


def resembling(new: Entry, others: Iterable[Entry]) -> tuple[Resembles, ...]:
    """Whatever could be taken for the new entry, or it for them; the entry itself left out."""
    found = ((other, trick_between(new, other)) for other in others if other.id != new.id)
    return tuple(Resembles(other, trick) for other, trick in found if trick is not None)


def trick_between(new: Entry, other: Entry) -> str | None:
    """None when nobody would take one for the other, or both are plainly one wallet's."""
    family = _family(new)
    if family != _family(other):
        return None
    return COMPARED[family](new, other)


def _family(entry: Entry) -> str:
    if entry.kind is Kind.SMS_SENDER and entry.value.lstrip("+").isdecimal():
        return "number"
    return FAMILIES[entry.kind]


def compared_with(kind: Kind) -> frozenset[Kind]:
    """The kinds whose entries one of this kind is compared with."""
    family = {FAMILIES[kind]} | ({"number"} if kind is Kind.SMS_SENDER else set())
    senders = {Kind.SMS_SENDER} if "number" in family else set()
    return frozenset({one for one in Kind if FAMILIES[one] in family} | senders)


def _equal(new: Entry, other: Entry) -> str | None:
    """One thing under two wallets is a mistake or a theft; within a wallet it is one thing."""
    return None if new.wallet == other.wallet else SAME


def _numbers(new: Entry, other: Entry) -> str | None:
    if new.value == other.value:
        return _equal(new, other)
    return _number_trick(new.value, other.value) or _number_trick(other.value, new.value)


def _number_trick(text: str, official: str) -> str | None:
    typed, digits = _dialled(text)
    if not typed:
        return None
    trick = trick_of_numbers(digits, _dialled(official)[1], official, typed)
    return SAME if trick is Trick.SAME else trick.value if trick is not None else None


@lru_cache(maxsize=65_536)
def _dialled(value: str) -> tuple[str, str]:
    """As it is dialled, and its national digits; empty for what is no number. Canonical values are read once."""
    try:
        typed = tidy(value)
    except NumberError:
        return "", ""
    return typed, national(typed, "CN")


def _hosts(new: Entry, other: Entry) -> str | None:
    """Sites, and the hosts of mail addresses."""
    one, two = _cut(new), _cut(other)
    if one.host == two.host:
        if one.rest == two.rest or not (one.rest and two.rest):
            return (
                _equal(new, other) if new.kind is other.kind else None if new.wallet == other.wallet else SAME
            )
        return _names(one.rest, two.rest)
    first, second = parts(one.host), parts(two.host)
    if first.registered == second.registered and not first.hosted:
        return None if new.wallet == other.wallet else SAME_DOMAIN
    return _imitation(one.host, two.host) or _imitation(two.host, one.host)


@dataclass(frozen=True)
class Cut:
    """A host, and what stands before the @ or behind the slash."""

    host: str
    rest: str


def _cut(entry: Entry) -> Cut:
    if entry.kind is Kind.MAIL:
        local, _, host = entry.value.rpartition("@")
        return Cut(host, local)
    host, _, path = entry.value.partition("/")
    return Cut(host, path)


def _imitation(host: str, official: str) -> str | None:
    found = _names_of(official).of(parts(host))
    return found.reason.value if found is not None else None


@lru_cache(maxsize=512)
def _names_of(official: str) -> Imitations:
    """Of the new entry this is asked once for each of the others."""
    return Imitations(registered_names([official]))


def _handles(new: Entry, other: Entry) -> str | None:
    """Of any service: a name that is known on one is imitated on the next."""
    if new.value.lstrip("@") == other.value.lstrip("@"):
        return _equal(new, other)
    return _names(new.value, other.value)


def _senders(new: Entry, other: Entry) -> str | None:
    return _equal(new, other) if new.value == other.value else _names(new.value, other.value)


def _apps(new: Entry, other: Entry) -> str | None:
    one, two = (entry.value.partition(":")[2].lower() for entry in (new, other))
    if one == two:
        return _equal(new, other)
    if one.isdecimal() and two.isdecimal():
        return ONE_EDIT if is_one_edit(one, two) else None
    return _names(one, two)


def _contracts(new: Entry, other: Entry) -> str | None:
    one, two = (entry.value.partition(":")[2] for entry in (new, other))
    if is_same(one, two):
        return _equal(new, other)
    alike = resemblance(one, two) is not None or (len(one) == len(two) and is_one_edit(one, two))
    return ENDS_ALIKE if alike else None


def _ens(new: Entry, other: Entry) -> str | None:
    one, two = new.value.removesuffix(".eth"), other.value.removesuffix(".eth")
    if one == two:
        return _equal(new, other)
    if one.rpartition(".")[2] == two.rpartition(".")[2]:
        return None if new.wallet == other.wallet else SAME_DOMAIN
    return _names(one, two)


def _names(one: str, two: str) -> str | None:
    """By look, by one edit, by words added."""
    first, second = _form(one), _form(two)
    if first == second:
        return CHARACTERS
    short, long = sorted((first, second), key=len)
    is_han = not short.isascii()
    if len(short) >= (LEAST_HAN if is_han else LEAST_LATIN) and is_one_edit(first, second):
        return ONE_EDIT
    return ADDED if len(short) >= (LEAST_HAN_INSIDE if is_han else LEAST_INSIDE) and short in long else None


def _form(name: str) -> str:
    """The skeleton of what is left when signs that nobody remembers are gone.

    >>> _form("@Ianyue__pay") == _form("@1anyue-pay") == _form("@lanyue_pay")
    True
    """
    shown = "".join(map(unicode_label, name.casefold().split(".")))
    return skeleton("".join(sign for sign in shown if sign.isalnum()))


FAMILIES: Mapping[Kind, str] = {
    Kind.NUMBER: "number",
    Kind.LINK: "host",
    Kind.MAIL: "host",
    Kind.TELEGRAM: "handle",
    Kind.X: "handle",
    Kind.WECHAT: "handle",
    Kind.SMS_SENDER: "sender",
    Kind.APP: "app",
    Kind.CONTRACT: "contract",
    Kind.ENS: "ens",
}
COMPARED: Mapping[str, Callable[[Entry, Entry], str | None]] = {
    "number": _numbers,
    "host": _hosts,
    "handle": _handles,
    "sender": _senders,
    "app": _apps,
    "contract": _contracts,
    "ens": _ens,
}
