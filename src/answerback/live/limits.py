"""So many public questions from one address, and about one thing: token buckets in this process, bounded in number.

An IPv6 caller has a whole network, so a /64 counts as one. Nothing of a question is kept but a hash under a key that is
drawn anew for each process.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Hashable
from ipaddress import IPv4Address, IPv6Address, ip_address

RETRY_AFTER_SECONDS = 60
MOST_BUCKETS = 20_000
NETWORK_BITS = 64
# As a socket spells it; what only looks like an address is counted as what it is.
PLAIN_IPV4 = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{1,3}){3}", re.ASCII)


class Buckets:
    """Token buckets by key: `burst` at once, `per_second` after that. `clock` gives seconds that only go up."""

    def __init__(
        self,
        *,
        burst: float,
        per_second: float,
        most: int = MOST_BUCKETS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst, self._per_second, self._most, self._clock = burst, per_second, most, clock
        self._young: dict[int, tuple[float, float]] = {}
        self._old: dict[int, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> bool:
        """Use up one; False when nothing is left."""
        hashed, now = hash(key), self._clock()
        with self._lock:
            left, since = self._young.get(hashed) or self._old.get(hashed) or (self._burst, now)
            left = min(self._burst, left + (now - since) * self._per_second)
            self._young[hashed] = (left - 1 if left >= 1 else left, now)
            if len(self._young) > self._most:
                # Half of the memory is let go at a time; who asked lately stays.
                self._old, self._young = self._young, {}
        return left >= 1

    def __len__(self) -> int:
        return len(self._young) + len(self._old)


class Limits:
    """The limits of the public check in this process, whichever way somebody asks."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.addresses = Buckets(burst=120, per_second=2, clock=clock)
        # A number that thousands were rung from today is asked about by thousands.
        self.things = Buckets(burst=1200, per_second=50, clock=clock)

    def may_ask(self, address: Hashable) -> bool:
        """Whether this address may ask once more."""
        return self.addresses.take(address)

    def may_hear_of(self, thing: Hashable) -> bool:
        """Whether this thing may be asked about once more."""
        return self.things.take(thing)


LIMITS = Limits()


def counted(address: str) -> str:
    """Whom to count: an IPv4 address, the /64 of an IPv6 one, and all of what is no address as one.

    >>> counted("2001:db8::1:2"), counted("::ffff:192.0.2.7"), counted("")
    ('2001:db8::/64', '192.0.2.7', 'unknown')
    """
    return _network(address) or "unknown"


def _network(text: str) -> str:
    """An IPv4 address, the /64 of an IPv6 one; empty for anything else."""
    if PLAIN_IPV4.fullmatch(text):
        return text
    try:
        address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    head = IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS)
    return f"{head}/{NETWORK_BITS}"
