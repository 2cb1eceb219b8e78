"""How much the customer may tell us to stop, in honest words: what then comes, and what no longer does."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from answerback.customers.models import Stop
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Level:
    """One choice."""

    stop: Stop
    title: str
    means: str
    chosen: bool


def levels(chosen: str, wallet: Wallet) -> list[Level]:
    """From everything to nothing."""
    means = {
        Stop.NOTHING: _("About your own matters, and with offers if you agreed to them."),
        Stop.OFFERS: _("About your own matters and your safety only."),
        Stop.ALL_BUT_SECURITY: _(
            "We ring to limit a loss, for nothing else. Promised calls about open matters do not come either."
        ),
        Stop.EVERYTHING: _never(wallet),
    }
    return [Level(stop, str(stop.label), said, stop == chosen) for stop, said in means.items()]


def _never(wallet: Wallet) -> str:
    if wallet.is_self_custodial:
        return _("No call at all, not even a warning. We write to you here. Any caller is then not us.")
    return _(
        "No call at all, not even when somebody empties your account. We write to you here. "
        "Any caller is then not us."
    )
