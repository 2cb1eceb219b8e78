"""Address poisoning: an address made to be taken for one the user has paid before.

Payees only: token contracts share long beginnings for show. On EVM chains the first three and the last four hex
digits decide (4 + 4, as wallets ship it, misses two of three real losses: Tsuchiya et al., USENIX Security 2025). In
base58 a first letter that all share says nothing and making an end is cheap, so a look-alike shares the last three
letters and either two more at the beginning, or came into the history by a payment of nothing, of dust, or that nobody
signed.

>>> known = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
>>> found = resemblance("0x5aae000000000000000000000000000000000aed", known)
>>> found is None
True
>>> resemblance("0x5aae00000000000000000000000000000000eaed", known).beginning
4
>>> grouped("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")
'0x 5aae b605 3f3e 94c9 b9a0 9f33 6694 35e7 ef1b eaed'
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from answerback.chains.accounts import is_same

HEX_BEGINNING, HEX_END = 3, 4
BASE58_BEGINNING, BASE58_END = 2, 3
GROUP = 4
MADE_ALIKE = 14
"""At least so many digits differ between an address and one made to resemble it: nobody can make more than a dozen or
so agree. Where fewer differ, a finger slipped."""
LONGEST_WITH_VERSION, LONGEST_WITHOUT = 35, 44
"""Base58 with a version byte (`T`, `1`, `3`); Solana's are longer and begin with any letter, Polkadot's longer still
and begin with 1."""


@dataclass(frozen=True)
class Resemblance:
    """`beginning` and `end`: how many digits agree, the fixed ones (`0x`, `T`, `bc1`) not counted.
    `differing`: places of the candidate, from 0, that are not the same in the known address."""

    candidate: str
    known: str
    beginning: int
    end: int
    differing: tuple[int, ...]


def resemblance(candidate: str, known: str, *, was_planted: bool = False) -> Resemblance | None:
    """None when they are the same account, or not alike.

    `was_planted`: the candidate's first appearance was an incoming payment of nothing or dust, or an event in the
    user's name that the user did not sign.
    """
    if is_same(candidate, known) or len(candidate) < 8 or len(known) < 8:
        return None
    one, other = folded(candidate), folded(known)
    fixed = fixed_letters(one)
    if fixed != fixed_letters(other):
        return None
    beginning = common(one[fixed:], other[fixed:])
    end = common(one[::-1], other[::-1])
    if not is_alike(beginning, end, is_hex=one.startswith("0x"), was_planted=was_planted):
        return None
    return Resemblance(candidate, known, beginning, end, differing(one, other))


def is_made(found: Resemblance) -> bool:
    """Made to be taken for the other, not mistyped."""
    return len(found.differing) >= MADE_ALIKE


def is_alike(beginning: int, end: int, *, is_hex: bool, was_planted: bool) -> bool:
    if is_hex:
        return beginning >= HEX_BEGINNING and end >= HEX_END
    return end >= BASE58_END and (beginning >= BASE58_BEGINNING or was_planted)


def nearest(candidate: str, payees: Iterable[str], *, was_planted: bool = False) -> Resemblance | None:
    """The known payee it resembles most; None when it is one of them, or like none."""
    known = list(payees)
    if any(is_same(candidate, payee) for payee in known):
        return None
    found = (resemblance(candidate, payee, was_planted=was_planted) for payee in known)
    return max((one for one in found if one), key=lambda one: one.beginning + one.end, default=None)


def folded(address: str) -> str:
    """Small letters where capitals mean nothing."""
    return address.lower() if address[:3].lower().startswith(("0x", "bc1", "ex1")) else address


def fixed_letters(address: str) -> int:
    """How many letters at the beginning every address of the kind has."""
    if address.startswith("0x"):
        return 2
    if address.startswith(("bc1q", "bc1p")):
        return 4
    if address.startswith("ex1"):
        return 3
    is_fixed = address[0] in "123T" if len(address) <= LONGEST_WITH_VERSION else address[0] == "1"
    return int(is_fixed and not LONGEST_WITH_VERSION < len(address) <= LONGEST_WITHOUT)


def common(one: str, other: str) -> int:
    """How many letters agree from the first on."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))


def differing(one: str, other: str) -> tuple[int, ...]:
    padded = other.ljust(len(one), "\0")
    return tuple(at for at, letter in enumerate(one) if letter != padded[at])


@dataclass(frozen=True)
class Piece:
    """Some letters of an address that all differ from another one, or all agree."""

    text: str
    differs: bool = False


def marked(address: str, other: str = "") -> tuple[tuple[Piece, ...], ...]:
    """The whole address in the groups of `parts`, each cut where it begins or ceases to differ from `other`.

    Nothing is marked against an address of another form, with which no letter can be compared.

    >>> [[(piece.text, piece.differs) for piece in group] for group in marked("0x5aae", "0x5bae")]
    [[('0x', False)], [('5', False), ('a', True), ('ae', False)]]
    """
    is_comparable = bool(other) and form(address) == form(other) and not is_same(address, other)
    places = set(differing(folded(address), folded(other))) if is_comparable else set()
    return tuple(
        tuple(
            Piece("".join(address[at] for at in run), differs)
            for differs, run in groupby(group, places.__contains__)
        )
        for group in parts(address)
    )


def form(address: str) -> str:
    """What two addresses must share for their letters to be compared: `0x`, `bc1`, `ex1`, or base58 of one kind."""
    text = folded(address)
    if text.startswith(("0x", "bc1", "ex1")):
        return text[:3] if text[:1] != "0" else f"0x{len(text)}"
    return (
        text[:1] if len(text) <= LONGEST_WITH_VERSION and text[:1] in "123T" else "base58" * (len(text) > 30)
    )


def grouped(address: str) -> str:
    """Whole, in groups of four, as it should always be shown: a shortened address hides what differs."""
    return " ".join(address[group.start : group.stop] for group in parts(address))


def parts(address: str) -> tuple[range, ...]:
    """The places of each group: `0x` apart, then fours counted from the end, so that the last four stay together.

    >>> [list(group) for group in parts("0xabcdef")]
    [[0, 1], [2, 3], [4, 5, 6, 7]]
    """
    begin = 2 if address[:2].lower() == "0x" else 0
    first = begin + (len(address) - begin) % GROUP
    cuts = sorted({0, begin, first, *range(first, len(address), GROUP), len(address)})
    return tuple(range(at, until) for at, until in pairwise(cuts))
