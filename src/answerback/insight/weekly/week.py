"""A week: Monday to Sunday on the wallet's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Week:
    """`since` and `until` are aware UTC; the week ends before `until`."""

    monday: date
    since: datetime
    until: datetime

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def is_over(self, at: datetime) -> bool:
        """Whether nothing more can happen in it."""
        return at >= self.until


def week_of(wallet: Wallet, day: date) -> Week:
    """The week that holds this day."""
    monday = day - timedelta(days=day.weekday())
    return Week(monday, _midnight(wallet, monday), _midnight(wallet, monday + timedelta(days=7)))


def running_week(wallet: Wallet, *, at: datetime) -> Week:
    """The week that is not over at `at`."""
    return week_of(wallet, at.astimezone(ZoneInfo(wallet.zone)).date())


def last_week(wallet: Wallet, *, at: datetime) -> Week:
    """The week before it."""
    return week_of(wallet, running_week(wallet, at=at).monday - timedelta(days=1))


def _midnight(wallet: Wallet, day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(wallet.zone)).astimezone(UTC)
