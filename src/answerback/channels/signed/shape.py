"""What the signed files hold: one file for each wallet and an index, in canonical JSON (RFC 8785), and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import rfc8785

from answerback.channels.kinds import Direction, Kind, Published

FORM = "answerback-channels/1"
INDEX = "index.json"
MOST_BYTES = 16 * 1024 * 1024  # of one wallet's file: some fifty thousand channels


class Malformed(Exception):
    """A signed file that is not of our form: signed by the right people, made by the wrong program."""


@dataclass(frozen=True)
class Listed:
    """One wallet in the index. `name` by language (`en`, `zh`); `path` is the name of its file."""

    slug: str
    name: Mapping[str, str]
    path: str


def files(channels: Iterable[Published]) -> dict[str, bytes]:
    """Every file of the list by its name; the same channels give the same bytes."""
    by_wallet = sorted(channels, key=lambda one: (one.wallet, one.kind, one.value, str(one.id)))
    groups = {slug: list(group) for slug, group in groupby(by_wallet, key=lambda one: one.wallet)}
    wallets = [
        {"slug": slug, "name": dict(group[0].wallet_name), "path": path_of(slug)}
        for slug, group in groups.items()
    ]
    written = {path_of(slug): _wallet_file(slug, group) for slug, group in groups.items()}
    index: dict[str, Any] = {"form": FORM, "wallets": wallets}
    return {INDEX: rfc8785.dumps(index), **written}


def path_of(slug: str) -> str:
    """The name of a wallet's file.

    >>> path_of("lanyue")
    'channels/lanyue.json'
    """
    return f"channels/{slug}.json"


def read_index(content: bytes) -> tuple[Listed, ...]:
    """The wallets of an index. Raises Malformed."""
    try:
        rows = _of_our_form(content)["wallets"]
        return tuple(Listed(row["slug"], dict(row["name"]), row["path"]) for row in rows)
    except (KeyError, TypeError, ValueError) as wrong:
        raise Malformed from wrong


def read_wallet(content: bytes) -> tuple[Published, ...]:
    """The channels in one wallet's file. Raises Malformed."""
    try:
        whole = _of_our_form(content)
        return tuple(_channel(whole, row) for row in whole["channels"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise Malformed from wrong


def _wallet_file(slug: str, channels: list[Published]) -> bytes:
    whole: dict[str, Any] = {
        "form": FORM,
        "wallet": slug,
        "name": dict(channels[0].wallet_name),
        "channels": [_row(one) for one in channels],
    }
    return rfc8785.dumps(whole)


def _row(one: Published) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "kind": one.kind.value,
        "value": one.value,
        "direction": one.direction.value,
        "what_for": dict(one.what_for),
        "since": _moment(one.since),
        "until": _moment(one.until) if one.until else None,
    }


def _channel(whole: Mapping[str, Any], row: Mapping[str, Any]) -> Published:
    return Published(
        UUID(row["id"]),
        str(whole["wallet"]),
        dict(whole["name"]),
        Kind(row["kind"]),
        str(row["value"]),
        Direction(row["direction"]),
        dict(row["what_for"]),
        datetime.fromisoformat(row["since"]),
        datetime.fromisoformat(row["until"]) if row["until"] else None,
    )


def _moment(at: datetime) -> str:
    """Whole seconds of UTC, as RFC 3339 writes them."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _of_our_form(content: bytes) -> dict[str, Any]:
    whole = json.loads(content)
    if not isinstance(whole, dict) or whole.get("form") != FORM:
        raise Malformed
    return whole
