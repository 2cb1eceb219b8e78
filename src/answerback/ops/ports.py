"""Listening sockets: the port asked for, or the next free one; on loopback both IPv4 and IPv6."""

from __future__ import annotations

import errno
import socket

TRIES = 50
LOOPBACK = ("127.0.0.1", "::1")


def listen(hosts: tuple[str, ...], port: int, *, only: bool = False) -> tuple[list[socket.socket], int]:
    """Sockets on every host at one common port, `port` or the next free one (not if `only` it); and that port."""
    tries = 1 if only else TRIES
    for candidate in range(port, port + tries) if port else [0] * tries:
        sockets = _all(hosts, candidate)
        if sockets:
            return sockets, int(sockets[0].getsockname()[1])
    raise OSError(errno.EADDRINUSE, f"no free port from {port} to {port + tries - 1}")


def _all(hosts: tuple[str, ...], port: int) -> list[socket.socket]:
    """One socket per host, or none at all; a machine without IPv6 does without it."""
    opened: list[socket.socket] = []
    for host in hosts:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            opened.append(_bound(family, host, opened[0].getsockname()[1] if opened and not port else port))
        except OSError as trouble:
            if trouble.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) and opened:
                continue
            for one in opened:
                one.close()
            return []
    return opened


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind((host, port))
        one.listen(512)
    except OSError:
        one.close()
        raise
    return one
