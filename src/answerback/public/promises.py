"""What a wallet promises in public: how it calls, what it can do, what it never asks. Read from its declaration."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from answerback.conversations.queries import never_ask
from answerback.wallets.kinds import Calling, Capability, Custody
from answerback.wallets.models import Wallet
from answerback.wallets.queries import all_wallets


@dataclass(frozen=True)
class Promises:
    """One wallet as anybody may read it. `official` is printed, `tel` is dialled; both may be empty."""

    wallet: Wallet
    official: str
    tel: str
    calling: object
    custody: object
    can: tuple[object, ...]
    never_ask: tuple[str, ...]

    @property
    def rings_by_phone(self) -> bool:
        """Whether a telephone call could be the wallet's at all."""
        return self.wallet.rings_by_phone


def promises_of(wallet: Wallet) -> Promises:
    """In the reader's language."""
    return Promises(
        wallet=wallet,
        official=wallet.official_number_shown,
        tel=wallet.official_number,
        calling=Calling(wallet.calling).label,
        custody=Custody(wallet.custody).label,
        can=tuple(Capability(one).label for one in wallet.capabilities),
        never_ask=tuple(never_ask(get_language() or "en")),
    )


def promises_now() -> tuple[tuple[Promises, ...], tuple[str, ...]]:
    """Every wallet's promises, and what none of them ever asks."""
    language = get_language() or "en"
    return tuple(promises_of(wallet) for wallet in all_wallets()), tuple(never_ask(language))
