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
    said = {
        Stop.NOTHING: (
            _("Ring me as agreed"),
            _("About your own matters, and with offers if you agreed to them."),
        ),
        Stop.OFFERS: (_("No offers"), _("About your own matters and your safety only.")),
        Stop.ALL_BUT_SECURITY: (
            _("Only when my safety is at stake"),
            _(
                "We ring to limit a loss, for nothing else. Promised calls about open matters do not come either."
            ),
        ),
        Stop.EVERYTHING: (_("Never ring me"), _never(wallet)),
    }
    return [Level(stop, title, means, stop == chosen) for stop, (title, means) in said.items()]


def _never(wallet: Wallet) -> str:
    if wallet.is_self_custodial:
        return _("No call at all, not even a warning. We write to you here. Any caller is then not us.")
    return _(
        "No call at all, not even when somebody empties your account. We write to you here. "
        "Any caller is then not us."
    )
