"""For which numbers a certificate speaks: the TNAuthList extension (RFC 8226, section 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from cryptography.hazmat import asn1
from cryptography.hazmat.asn1 import Explicit, IA5String, Variant
from cryptography.x509 import ObjectIdentifier

OID = ObjectIdentifier("1.3.6.1.5.5.7.1.26")
LONGEST_RANGE = 10**15
SEQUENCE = 0x30
IA5 = 0x16
ONE_NUMBER = 0xA2  # [2] EXPLICIT


@asn1.sequence
class Range:
    """TelephoneNumberRange: `count` numbers from `start`."""

    start: IA5String
    count: int


Entry = (
    Annotated[Variant[IA5String, Literal["spc"]], Explicit(0)]
    | Annotated[Variant[Range, Literal["range"]], Explicit(1)]
    | Annotated[Variant[IA5String, Literal["one"]], Explicit(2)]
)


@asn1.sequence
class Wrapped:
    """The library reads sequences with named members only, so the list is read as the one member of another."""

    entries: list[Entry]


@dataclass(frozen=True)
class Numbers:
    """`ranges` are (first, how many), digits as claims write them. A service provider code covers no number here."""

    ranges: tuple[tuple[str, int], ...]

    def cover(self, number: str) -> bool:
        """Whether a number is among them; numbers of another length never are.

        >>> Numbers((("5715551212", 788),)).cover("5715551999")
        True
        >>> Numbers((("5715551212", 788),)).cover("5715552000")
        False
        """
        return any(
            number == first
            or (
                len(number) == len(first)
                and first.isdecimal()
                and number.isdecimal()
                and 0 <= int(number) - int(first) < count
            )
            for first, count in self.ranges
        )


def read_numbers(der: bytes) -> Numbers:
    """Of the extension's value. Raises ValueError."""
    ranges = []
    for entry in asn1.decode_der(Wrapped, wrapped(der)).entries:
        value = entry.value
        if isinstance(value, Range):
            if not 2 <= value.count <= LONGEST_RANGE:
                raise ValueError("a range holds at least two numbers")
            ranges.append((value.start.as_str(), value.count))
        elif entry.tag == "one":
            ranges.append((value.as_str(), 1))
    return Numbers(tuple(ranges))


def write_numbers(numbers: Sequence[str]) -> bytes:
    """The extension's value for single numbers, digits as claims write them. Raises ValueError for none.

    >>> read_numbers(write_numbers(["864000000188"])).cover("864000000188")
    True
    """
    if not numbers:
        raise ValueError("a list of numbers holds at least one")
    entries = (encoded(ONE_NUMBER, encoded(IA5, number.encode("ascii"))) for number in numbers)
    return encoded(SEQUENCE, b"".join(entries))


def wrapped(der: bytes) -> bytes:
    """DER of a sequence whose one member is `der`.

    >>> wrapped(b"\\x30\\x00").hex()
    '30023000'
    """
    return encoded(SEQUENCE, der)


def encoded(tag: int, content: bytes) -> bytes:
    """DER: tag, length, content."""
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content
