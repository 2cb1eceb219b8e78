"""Ready promises: a sentence for the customer, what it is about, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from answerback.tickets.kinds import PromiseKind
from answerback.tickets.promise_due import in_working_days
from answerback.ui.moments import Shape, spoken
from answerback.wallets.kinds import Capability
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Phrase:
    """`says` has the hole %(when)s; `days` are working days; `needs`: one of these, or the wallet cannot say it."""

    code: str
    kind: PromiseKind
    days: int
    says: LazyText
    needs: frozenset[Capability] = frozenset()


@dataclass(frozen=True)
class Ready:
    """A phrase as it would be promised now, in the customer's language and on his clock."""

    code: str
    kind: PromiseKind
    text: str
    due_at: datetime


GIVES_MONEY = frozenset({Capability.RECALL_TRANSFER, Capability.MERCHANT_REFUND})
PHRASES = (
    Phrase("call_next_day", PromiseKind.CALL, 1, _("We ring you again by %(when)s.")),
    Phrase(
        "call_in_3_days", PromiseKind.CALL, 3, _("We ring you again within three working days, by %(when)s.")
    ),
    Phrase(
        "news_next_day", PromiseKind.NEWS, 1, _("We tell you in the wallet how things stand by %(when)s.")
    ),
    Phrase(
        "news_in_3_days",
        PromiseKind.NEWS,
        3,
        _("You have our answer within three working days, by %(when)s."),
    ),
    Phrase(
        "money_in_3_days",
        PromiseKind.MONEY,
        3,
        _("The money is back in your account within three working days, by %(when)s."),
        GIVES_MONEY,
    ),
)


def ready_promises(wallet: Wallet, *, language: str, zone: str, at: datetime) -> list[Ready]:
    """What may be promised to a customer of this wallet now."""
    able = [one for one in PHRASES if not one.needs or any(wallet.can(need) for need in one.needs)]
    return [_ready(one, language, zone, at) for one in able]


def ready_promise(code: str, among: list[Ready]) -> Ready | None:
    """The one with this code."""
    return next((one for one in among if one.code == code), None)


def _ready(phrase: Phrase, language: str, zone: str, at: datetime) -> Ready:
    due = in_working_days(at, phrase.days, zone=zone)
    with override(language):
        when = spoken(due, zone=zone, shape=Shape.DAY_TIME)
        return Ready(phrase.code, phrase.kind, str(phrase.says) % {"when": when}, due)
