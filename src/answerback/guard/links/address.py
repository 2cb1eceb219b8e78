"""Numeric hosts, as browsers read them (WHATWG URL, "IPv4 parser" and "IPv6 parser")."""

import ipaddress

MAXIMUM = 2**32 - 1
LONGEST_PART = 64
"""Longer numbers than this cannot be meant as an address, whatever zeros they begin with."""


def ends_in_number(host: str) -> bool:
    """Whether a browser would read the host as an IPv4 address or refuse it."""
    last = host.rpartition(".")[2]
    return last.isdigit() or (last.startswith("0x") and _number(last) is not None)


def ipv4(host: str) -> str | None:
    """The usual notation of an address in any notation; None if it is none. `host`: small letters, no last dot.

    >>> ipv4("0x7f.1"), ipv4("2130706433"), ipv4("0177.0.0.1"), ipv4("1.2.3.256")
    ('127.0.0.1', '127.0.0.1', '127.0.0.1', None)
    """
    if host.count(".") > 3:
        return None
    numbers = [_number(part) for part in host.split(".")]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or any(number > 255 for number in known[:-1]):
        return None
    room = 256 ** (5 - len(known))
    if known[-1] >= room:
        return None
    value = known[-1] + sum(number * 256 ** (3 - place) for place, number in enumerate(known[:-1]))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(part: str) -> int | None:
    if not part or len(part) > LONGEST_PART or not part.isascii():
        return None
    base, digits = 10, part
    if part.startswith("0x"):
        base, digits = 16, part[2:] or "0"
    elif part.startswith("0") and len(part) > 1:
        base, digits = 8, part[1:]
    if not digits.isalnum():
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None


def ipv6(text: str) -> str | None:
    """The canonical form, in brackets, of what stood between brackets.

    >>> ipv6("0:0:0:0:0:0:0:1")
    '[::1]'
    """
    if len(text) > LONGEST_PART or "%" in text:
        return None
    try:
        return f"[{ipaddress.IPv6Address(text)}]"
    except ValueError:
        return None
