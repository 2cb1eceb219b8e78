"""Time-limited TURN credentials, coturn's REST scheme (draft-uberti-behave-turn-rest-00)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime


def credentials(secret: str, user: str, *, at: datetime, ttl_seconds: int) -> tuple[str, str]:
    """User name `expiry:user` and base64(HMAC-SHA1(secret, user name)).

    >>> from datetime import UTC
    >>> credentials("north", "leg", at=datetime(2026, 1, 1, tzinfo=UTC), ttl_seconds=3600)[0]
    '1767229200:leg'
    """
    name = f"{int(at.timestamp()) + ttl_seconds}:{user}"
    digest = hmac.new(secret.encode(), name.encode(), hashlib.sha1).digest()
    return name, base64.b64encode(digest).decode()


def ice_servers(
    *, stun: list[str], turn: list[str], secret: str, user: str, at: datetime, ttl_seconds: int
) -> list[dict[str, object]]:
    """The `iceServers` of an RTCPeerConnection (W3C WebRTC 1.0, section 4.2.2)."""
    servers: list[dict[str, object]] = [{"urls": stun}] if stun else []
    if turn:
        name, password = credentials(secret, user, at=at, ttl_seconds=ttl_seconds)
        servers.append({"urls": turn, "username": name, "credential": password})
    return servers
