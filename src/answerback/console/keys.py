"""How keys stand: those of machines, and our own by purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.console.tables import Mark
from answerback.keys.models import Key
from answerback.keys.purposes import SIGNING, Purpose
from answerback.wallets.api_keys import is_live
from answerback.wallets.kinds import Scope
from answerback.wallets.models import ApiKey, Wallet
from answerback.wallets.queries import keys_of

PURPOSES = {
    Purpose.STATUS: gettext_lazy("Signed verdicts on the user's page"),
    Purpose.PROOF: gettext_lazy("Signed call proofs"),
}
SCOPES = dict(Scope.choices)


@dataclass(frozen=True)
class ShownKey:
    """A machine's key without its text."""

    key: ApiKey
    scopes: str
    mark: Mark
    may_rotate: bool
    is_live: bool


@dataclass(frozen=True)
class RingShown:
    """The generations of one purpose, the newest first."""

    purpose: str
    label: object
    keys: list[Key]


def shown_keys(wallet: Wallet, *, at: datetime) -> list[ShownKey]:
    """All keys of the wallet's machines, the newest first."""
    return [_shown(key, at) for key in keys_of(wallet)]


def rings_of(wallet: Wallet) -> list[RingShown]:
    """This wallet's own signing keys."""
    return [
        RingShown(one.value, PURPOSES[one], list(_ring(wallet, one))) for one in PURPOSES if one in SIGNING
    ]


def _ring(wallet: Wallet, purpose: Purpose) -> QuerySet[Key]:
    return Key.objects.filter(wallet_id=wallet.id, purpose=purpose.value).order_by("-generation")


def _shown(key: ApiKey, at: datetime) -> ShownKey:
    live = is_live(key, at=at)
    scopes = ", ".join(str(SCOPES.get(one, one)) for one in key.scopes)
    return ShownKey(key, scopes, _mark(key, live), live and key.replaced_at is None, live)


def _mark(key: ApiKey, live: bool) -> Mark:
    if key.revoked_at is not None:
        return Mark(_("No longer opens"))
    if not live:
        return Mark(_("Run out"))
    return Mark(_("Replaced, still opens"), "care") if key.replaced_at else Mark(_("Opens"), "act")
