"""A near miss of a checksum: the one spelling that would be right, when there is only one.

A suggestion is a question to the user ("is it this?"), never an answer. How far one may look depends on the
checksum: four bytes (Base58Check) and thirty bits (Bech32) allow every single letter, SS58's two bytes and the
capitals of ERC-55 only slips of the hand, or chance would make up addresses. BIP-173 warns of the same.

>>> suggestion("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T")
'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
>>> suggestion("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")
'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
"""

from collections.abc import Iterator
from functools import cache

from answerback.chains import base58, bech32, bitcoin, evm, oktc, substrate, tron
from answerback.chains.kinds import ChainError
from answerback.chains.questions import Validate

# Letters that base58 left out, because they are taken for these.
TAKEN_FOR = {"0": "oQD", "O": "oQD", "I": "1iLJ", "l": "1iLJ"}


def suggestion(text: str) -> str | None:
    """None when nothing is near, or more than one thing. Takes up to some twenty milliseconds."""
    if text.startswith("0x"):
        return capitals(text)
    if text[:3].lower() in ("bc1", "ex1"):
        return bech32_slip(text) or bech32_resized(text)
    if not text.isascii() or not text.isalnum():
        return None
    if 33 <= len(text) <= 35 and text[0] in "T13":
        family = tron.validate if text[0] == "T" else bitcoin.validate
        resized = lost(text) if len(text) == 33 else shorter(text, family)
        return only_one({*slips(text, family), *letters(text), *resized})
    return only_one(set(slips(text, substrate.validate))) if 46 <= len(text) <= 48 else None


def only_one(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def capitals(text: str) -> str | None:
    """One letter in the wrong case among ten or more; a wrong digit would put half of them out."""
    if len(text) != evm.LENGTH or not evm.HEX.issuperset(text[2:]):
        return None
    right = evm.spelled(text.lower())
    wrong = sum(one != other for one, other in zip(text, right, strict=True))
    return right if wrong == 1 and sum(map(str.isalpha, text)) > 10 else None


def slips(text: str, validate: Validate) -> Iterator[str]:
    """What slips of the hand make right: neighbours swapped, a capital, a letter taken for another."""
    for at, letter in enumerate(text):
        swapped = text[:at] + text[at + 1 : at + 2] + letter + text[at + 2 :]
        others = letter.swapcase() + TAKEN_FOR.get(letter, "")
        for changed in (swapped, *(text[:at] + other + text[at + 1 :] for other in others)):
            if changed != text and is_right(changed, validate):
                yield changed


def is_right(text: str, validate: Validate) -> bool:
    try:
        validate(text)
    except ChainError:
        return False
    return True


def letters(text: str) -> Iterator[str]:
    """Base58Check: every single letter changed."""
    if not base58.ALPHABET.issuperset(text):
        return
    number = int.from_bytes(base58.decoded(text), "big")
    for place, was in enumerate(text):
        weight = 58 ** (len(text) - 1 - place)
        without = number - base58.LETTERS.index(was) * weight
        for letter in checking(without, weight):
            if letter != was and is_account(text[:place] + letter + text[place + 1 :]):
                yield text[:place] + letter + text[place + 1 :]


def lost(text: str) -> Iterator[str]:
    """Base58Check: every letter put in anywhere but in front."""
    if not base58.ALPHABET.issuperset(text):
        return
    number = int.from_bytes(base58.decoded(text), "big")
    for behind in range(len(text)):
        place, weight = len(text) - behind, 58**behind
        before, after = divmod(number, weight)
        for letter in checking(before * 58 * weight + after, weight):
            if is_account(text[:place] + letter + text[place:]):
                yield text[:place] + letter + text[place:]


def checking(without: int, weight: int) -> Iterator[str]:
    """The letters whose value times `weight`, added, makes the checksum of 25 bytes right."""
    for value, letter in enumerate(base58.LETTERS):
        changed = without + value * weight
        if changed >> 200 == 0 and base58.is_checked(changed.to_bytes(25, "big")):
            yield letter


def is_account(text: str) -> bool:
    return is_right(text, tron.validate) or is_right(text, bitcoin.validate)


def shorter(text: str, validate: Validate) -> Iterator[str]:
    """Without one letter, such as one typed twice."""
    for at in range(len(text)):
        changed = text[:at] + text[at + 1 :]
        if is_right(changed, validate):
            yield changed


def bech32_resized(text: str) -> str | None:
    """A letter lost or typed twice, as the common kinds alone have a length to tell it by."""
    if not text.isascii() or text not in (text.lower(), text.upper()):
        return None
    lowered = text.lower()
    validate = bitcoin.validate if lowered.startswith("bc") else oktc.validate
    usual = (42, 62) if lowered.startswith("bc") else (41,)
    if len(text) - 1 in usual:
        return only_one(set(shorter(lowered, validate)))
    if len(text) + 1 not in usual:
        return None
    places = range(lowered.index("1") + 1, len(lowered) + 1)
    longer = (lowered[:at] + letter + lowered[at:] for at in places for letter in bech32.LETTERS)
    return only_one({changed for changed in longer if is_right(changed, validate)})


def bech32_slip(text: str) -> str | None:
    """The letter whose change makes the checksum right: its remainder names place and value (BIP-173)."""
    try:
        lowered = bech32.one_case(text)
        if not bech32.ALPHABET.issuperset(lowered[3:]) or len(text) > bech32.LONGEST or len(text) < 9:
            return None
    except ChainError:
        return None
    values = lowered[3:].encode("ascii").translate(bech32.TABLE)
    remainder = bech32.polymod(bech32.expanded(lowered[:2]), values)
    validate = bitcoin.validate if lowered.startswith("bc") else oktc.validate
    found = set()
    for constant in (bech32.BECH32, bech32.BECH32M):
        place, error = remainders().get(remainder ^ constant, (-1, 0))
        at = len(text) - 1 - place
        if place >= 0 and at >= 3:
            letter = bech32.LETTERS[values[at - 3] ^ error]
            changed = lowered[:at] + letter + lowered[at + 1 :]
            found |= {changed} if is_right(changed, validate) else set()
    return only_one(found)


@cache
def remainders() -> dict[int, tuple[int, int]]:
    """For each single error, the remainder it leaves: the place from the end, and what was added there."""
    found = {}
    for error in range(1, 32):
        remainder = error
        for place in range(bech32.LONGEST):
            found[remainder] = (place, error)
            remainder = bech32.polymod(remainder, b"\0")
    return found
