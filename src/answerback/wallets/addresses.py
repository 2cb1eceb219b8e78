"""Where a message may go: public addresses only, or it could be made to talk to its neighbours (SSRF).

A name is resolved once; every address it has must be public, and the connection goes to exactly that address
(no second look-up that could answer otherwise). Demo and tests may also talk to the loopback, over http.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from answerback.wallets.refusals import AddressForbidden

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
EMBEDDING = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
)
LOWEST_OTHER_PORT = 1024


@dataclass(frozen=True)
class Target:
    """One checked URL. `path` includes the query; `host` is a name or an address without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def checked_url(url: str, *, allow_loopback: bool) -> Target:
    """The parts of an acceptable URL, without a look-up. Raises `AddressForbidden`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise AddressForbidden(reason="url") from wrong
    host = (parts.hostname or "").rstrip(".")
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressForbidden(reason="url")
    target = Target(
        scheme=parts.scheme,
        host=_ascii(host),
        port=port or (80 if parts.scheme == "http" else 443),
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )
    _check_scheme(target, allow_loopback=allow_loopback)
    if (literal := _literal(target.host)) is not None:
        _check_public(literal, allow_loopback=allow_loopback)
    return target


def pinned_address(target: Target, *, allow_loopback: bool) -> str:
    """The address to connect to. Looks the name up; raises `AddressForbidden` if any answer is not public."""
    try:
        answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise AddressForbidden(reason="unknown_host") from unknown
    found = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
    for address in found:
        _check_public(address, allow_loopback=allow_loopback)
    return str(found[0])


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the public internet; addresses that wrap another one do not.

    >>> is_public(ipaddress.ip_address("93.184.215.14")), is_public(ipaddress.ip_address("169.254.169.254"))
    (True, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in EMBEDDING):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _check_public(address: IPAddress, *, allow_loopback: bool) -> None:
    if not (is_public(address) or (allow_loopback and address.is_loopback)):
        raise AddressForbidden(reason="not_public")


def _check_scheme(target: Target, *, allow_loopback: bool) -> None:
    local = allow_loopback and (target.host == "localhost" or _is_loopback(target.host))
    if target.scheme != "https" and not (target.scheme == "http" and local):
        raise AddressForbidden(reason="scheme")
    if target.port not in {443} and target.port < LOWEST_OTHER_PORT:
        raise AddressForbidden(reason="port")


def _is_loopback(host: str) -> bool:
    literal = _literal(host)
    return literal is not None and literal.is_loopback


def _literal(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as wrong:
        raise AddressForbidden(reason="url") from wrong
