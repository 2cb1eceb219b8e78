"""One picture from what two nodes say of an account: what was seen gives the lie to what was not, a warning stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from answerback.chains.sightings import Account, AccountKind, Permission
from answerback.lookups.node import Allowed

SEEN = (
    AccountKind.DELEGATED,
    AccountKind.CONTRACT,
    AccountKind.PROGRAM,
    AccountKind.KEY,
    AccountKind.NONE,
    AccountKind.UNKNOWN,
)
"""A node that lags knows less: code that one has seen is there, and so is an account."""


def merged(found: list[Account]) -> Account | None:
    """The smaller balance, every permission, and the kind that was seen rather than missed."""
    if not found:
        return None
    first = min(found, key=lambda one: SEEN.index(one.kind))
    return replace(
        first,
        balances=smaller([one.balances for one in found]),
        has_acted=acted([one.has_acted for one in found]),
        permissions=each(permission for one in found for permission in one.permissions),
        keys_changed=any(one.keys_changed for one in found),
    )


def united(found: list[Allowed]) -> Allowed | None:
    """Every permission that any of them tells; whole when one of them had the whole."""
    if not found:
        return None
    return Allowed(
        each(permission for one in found for permission in one.permissions),
        smaller([one.balances for one in found]),
        any(one.is_whole for one in found),
    )


def smaller(held: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Of each token what both say is there; what only one names is kept."""
    found: dict[str, int] = {}
    for balances in held:
        for token, amount in balances.items():
            found[token] = min(amount, found.get(token, amount))
    return found


def acted(told: list[bool | None]) -> bool | None:
    """Seen to have acted is certain; never seen to, only where a node could tell."""
    return True if True in told else False if False in told else None


def each(permissions: Iterable[Permission]) -> tuple[Permission, ...]:
    """Once per holder, token and item, the larger allowance."""
    found: dict[tuple[object, ...], Permission] = {}
    for one in permissions:
        place = (one.kind, one.holder, one.token, one.item)
        if place not in found or larger(one, found[place]):
            found[place] = one
    return tuple(found.values())


def larger(one: Permission, other: Permission) -> bool:
    return other.amount is not None and (one.amount is None or one.amount > other.amount)
