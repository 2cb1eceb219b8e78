"""A wallet as the pure core sees it."""

from __future__ import annotations

from answerback.conversations.fit import Profile
from answerback.wallets.models import Wallet


def profile_of(wallet: Wallet) -> Profile:
    """Custody and capabilities as codes."""
    return Profile(str(wallet.custody), frozenset(str(one) for one in wallet.capabilities))
