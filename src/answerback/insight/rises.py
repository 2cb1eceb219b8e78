"""What rises beyond its season, from the counts: the ways payments go wrong, the screens that are hard to use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from answerback.insight.changes import BASELINE_WEEKS, GAP_DAYS, WEEK, WINDOWS, Change, Family, changes
from answerback.insight.models import Count
from answerback.insight.slices import Slice
from answerback.wallets.models import Wallet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LOOKED_BACK = timedelta(days=12 * WEEK)
"""Rises that were found so long before the day asked about, or later."""
BEFORE = timedelta(days=BASELINE_WEEKS * WEEK + max(WINDOWS) + GAP_DAYS + WEEK)
NAMES: dict[tuple[str, str], _StrPromise] = {
    ("rail", "inside"): _("Payments between users of the wallet that went wrong"),
    ("rail", "merchant"): _("Payments to merchants that went wrong"),
    ("rail", "bank"): _("Payments to or from a bank that went wrong"),
    ("rail", "chain"): _("Payments over a blockchain that went wrong"),
    ("rail", "unsure"): _("Payments that went wrong, the user not sure how they went"),
    ("screen", "pay"): _("Hard to use: paying and sending"),
    ("screen", "receive"): _("Hard to use: receiving"),
    ("screen", "records"): _("Hard to use: records and statements"),
    ("screen", "sign_in"): _("Hard to use: signing in"),
    ("screen", "safety"): _("Hard to use: safety settings"),
    ("screen", "notices"): _("Hard to use: notices"),
    ("screen", "support"): _("Hard to use: support and follow-up calls"),
    ("screen", "look"): _("Hard to use: layout and wording"),
    ("screen", "other"): _("Hard to use: something else"),
}


@dataclass(frozen=True)
class Rise:
    """One rise as it is read: `name` is what rises; the sentence gives its size, its beginning and n."""

    change: Change
    name: str
    sentence: str

    @property
    def is_standing(self) -> bool:
        """Whether it is still going on."""
        return self.change.ended_on is None


def rises(wallet: Wallet, until: date) -> tuple[Rise, ...]:
    """What was found in the twelve weeks until this day, the newest first. Reads the counts by day, nothing else."""
    found = changes(_families(wallet, until), since=until - LOOKED_BACK, until=until)
    return tuple(_rise(one) for one in reversed(found))


def _families(wallet: Wallet, until: date) -> dict[str, Family]:
    rows = Count.objects.for_wallet(wallet).filter(
        Q(measure__startswith="rail.") | Q(measure__startswith="screen."),
        slice=Slice.SUM,
        day__range=(until - LOOKED_BACK - BEFORE, until),
    )
    found: dict[str, dict[str, dict[date, int]]] = {}
    for measure, day, n in rows.values_list("measure", "day", "n"):
        family, _dot, member = measure.partition(".")
        days = found.setdefault(family, {}).setdefault(member, {})
        days[day] = days.get(day, 0) + n
    return dict(found)


def _rise(change: Change) -> Rise:
    name = str(NAMES.get((change.family, change.member), change.member))
    sentence = _("%(name)s: %(ratio)s × the usual since %(since)s (n=%(n)s, usual %(usual)s).") % {
        "name": name,
        "ratio": f"{change.ratio:.1f}",
        "since": change.since.isoformat(),
        "n": change.n,
        "usual": f"{change.expected:.0f}",
    }
    return Rise(change, name, str(sentence))
