"""What each permission on an account lets its holder do, the gravest first.

Sources: ERC-20 and ERC-721 (approve, setApprovalForAll), Permit2 (Uniswap; amounts run out), EIP-7702 (a key may be
given code), TRON documentation "Account permission management", Solana documentation "Token: delegate, owner, close".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, Permission

UNLIMITED_FROM = 1 << 255
"""An allowance as large as this is meant to be without limit (2^256 - 1 less what was already used)."""
NEVER_USED_UP = frozenset((1 << bits) - 1 for bits in (64, 96, 160))
"""Without limit where amounts are narrower: Solana's u64, tokens like UNI and COMP, Permit2."""
EVERYTHING = ("delegation", "owner", "active")
COLLECTIONS = ("erc721", "erc1155")
NOT_OURS = ("owner", "active", "delegation", "delegate", "close")


@dataclass(frozen=True)
class Threat:
    """One permission, weighed. `takes`: at most so much of `permission.token` (the smallest unit), None: everything
    the token or account holds, now and later. `helps`: whether ending the permission protects the user; it does not
    when somebody else knows the key, and cannot be done when the account has other owners (`is_lost`). `chain` and
    `account` say whose money it is about."""

    code: str
    permission: Permission
    takes: int | None
    helps: bool = True
    is_grave: bool = True
    is_lost: bool = False
    chain: Chain | None = None
    account: str = ""


def weigh(account: Account, *, at: datetime, key_is_known: bool = False) -> tuple[Threat, ...]:
    """Every permission that still works at `at`. `key_is_known`: somebody else has the key or seed phrase."""
    live = [one for one in account.permissions if one.until is None or one.until > at]
    found = [weighed(one, account, key_is_known=key_is_known) for one in live]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: not one.is_grave))


def weighed(permission: Permission, account: Account, *, key_is_known: bool) -> Threat | None:
    """None for an allowance of nothing."""
    if permission.amount == 0:
        return None
    is_lost = account.keys_changed and permission.kind in NOT_OURS
    taken = takes(permission, account)
    return Threat(
        code(permission, account.chain),
        permission,
        taken,
        helps=not key_is_known and not is_lost,
        is_grave=is_grave(permission, taken),
        is_lost=is_lost,
        chain=account.chain,
        account=account.address,
    )


def code(permission: Permission, chain: Chain) -> str:
    """The row of words that speaks of it."""
    kind = permission.kind
    if kind in ("owner", "active"):
        return f"{chain if chain in (Chain.SOLANA, Chain.EOS) else Chain.TRON}_{kind}"
    if kind in ("delegate", "close", "delegation"):
        return kind
    if kind in COLLECTIONS:
        return "collection" if permission.item is None else "item"
    if kind == "permit2":
        return "permit2"
    return "unlimited" if is_unlimited(permission) else "limited"


def is_unlimited(permission: Permission) -> bool:
    amount = permission.amount
    return amount is None or amount >= UNLIMITED_FROM or amount in NEVER_USED_UP


def takes(permission: Permission, account: Account) -> int | None:
    """What can be taken today, where the balance is known and bounds it."""
    held = account.balances.get(permission.token)
    if permission.item is not None:
        return 1
    if permission.kind in (*EVERYTHING, *COLLECTIONS, "close") or is_unlimited(permission):
        return None
    return permission.amount if held is None or permission.amount is None else min(permission.amount, held)


def is_grave(permission: Permission, taken: int | None) -> bool:
    """A well-known holder with a bounded allowance is ordinary; nobody else is."""
    return not permission.holder_is_known or (taken is None and permission.kind in NOT_OURS)
