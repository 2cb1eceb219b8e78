"""A wallet's policies: what a supervisor may change, typed, with house defaults and hard limits.

`Wallet.policies` holds only what differs from the defaults; `parse` refuses what is unknown or out of its
limits, so that a reader of `policies_of(wallet)` never meets a bad value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from answerback.calling.caps import DEFAULT_CAPS, Caps
from answerback.calling.hours import BY_APPOINTMENT, DEFAULT, Hours
from answerback.calling.retries import TABLE, Outcome
from answerback.wallets import policy_values as values
from answerback.wallets.models import Wallet
from answerback.wallets.refusals import PolicyWrong
from answerback.wallets.text_policy import NOTHING_CHOSEN, TextActions, text_actions


class Retained(StrEnum):
    """Kinds of data that are forgotten after so many days."""

    CALL_RECORDS = "call_records"
    NOTES = "notes"
    ATTACHMENTS = "attachments"
    EVENTS = "events"
    DELIVERIES = "deliveries"
    IMPORTS = "imports"
    PORTAL_SESSIONS = "portal_sessions"


# Call records: at least 30 days (MIIT notice 81 of 2020), so that a quarrel about a call can be settled.
RETENTION_DAYS: Mapping[str, int] = MappingProxyType(
    {
        Retained.CALL_RECORDS: 1095,
        Retained.NOTES: 1095,
        Retained.ATTACHMENTS: 90,
        Retained.EVENTS: 365,
        Retained.DELIVERIES: 90,
        Retained.IMPORTS: 7,
        Retained.PORTAL_SESSIONS: 30,
    }
)
RETENTION_LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {kind: (30, 3650) if kind == Retained.CALL_RECORDS else (1, 3650) for kind in Retained}
)
LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "undo_seconds": (0, 120),
        "number_age_hours": (0, 24 * 365),
        "ring_seconds": (10, 120),
        "wrap_up_seconds": (0, 3600),
        "preview_seconds": (10, 600),
        "reads_per_hour": (1, 1000),
        "cooling_off_hours": (0, 24 * 30),
        "offers_in_90_days": (0, 20),
        "offer_rest_days": (1, 3 * 365),
        "promise_reminder_hours": (1, 24 * 7),
        "promise_explained_in_hours": (1, 24 * 10),
        "low_csat": (1, 4),
        "low_ces": (1, 6),
        "low_nps": (0, 9),
    }
)


@dataclass(frozen=True)
class Policies:
    """Durations carry their unit. `hours` are on the user's clock; `caps` count per person, not per row."""

    hours: Hours = DEFAULT
    appointment_hours: Hours = BY_APPOINTMENT
    caps: Caps = DEFAULT_CAPS
    retry: Mapping[Outcome, tuple[timedelta, ...]] = field(default_factory=lambda: MappingProxyType(TABLE))
    undo_seconds: int = 10
    number_age_hours: int = 72
    ring_seconds: int = 30
    wrap_up_seconds: int = 120
    preview_seconds: int = 60
    reads_per_hour: int = 30
    cooling_off_hours: int = 72
    offers_in_90_days: int = 2  # of all offers together, to one person
    offer_rest_days: int = 180  # after a refusal nothing is offered
    promise_reminder_hours: int = 4  # its owner is reminded so long before the time
    promise_explained_in_hours: int = 24  # a broken promise without a word of explanation then needs a person
    low_score_follow_up: bool = True  # a low score opens a follow-up call
    low_csat: int = 2  # this score and those below it
    low_ces: int = 2
    low_nps: int = 6
    freeze_on_secret_alarm: bool = False
    word_codes: bool = False
    retention_days: Mapping[str, int] = field(default_factory=lambda: RETENTION_DAYS)
    status_origins: tuple[str, ...] = ()  # web sites of the wallet whose pages may show the live status
    texts: TextActions = field(default_factory=lambda: NOTHING_CHOSEN)

    @property
    def undo_window(self) -> timedelta:
        """How long finishing a callback can be taken back."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def number_age(self) -> timedelta:
        """A number changed more recently than this is not rung without a supervisor."""
        return timedelta(hours=self.number_age_hours)

    @property
    def attachment_days(self) -> int:
        """After so many days an attachment is deleted."""
        return self.retention_days[Retained.ATTACHMENTS]

    def keeps(self, kind: Retained) -> timedelta:
        """How long this kind of data is kept."""
        return timedelta(days=self.retention_days[kind])


def policies_of(wallet: Wallet) -> Policies:
    """The wallet's policies, typed."""
    return parse(wallet.policies)


def parse(stored: Mapping[str, object]) -> Policies:
    """Policies from JSON. Raises `PolicyWrong` naming the setting."""
    unknown = set(stored) - {one.name for one in fields(Policies)}
    if unknown:
        raise PolicyWrong(field=min(unknown))
    return Policies(**{name: _value(name, value) for name, value in stored.items()})  # type: ignore[arg-type]


def _value(name: str, value: object) -> object:
    try:
        return _read(name, value)
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise PolicyWrong(field=name) from wrong


def _read(name: str, value: object) -> object:
    if name in LIMITS:
        return values.whole_number(value, *LIMITS[name])
    match name:
        case "hours" | "appointment_hours":
            return values.hours(value)
        case "caps":
            return values.caps(value)
        case "retry":
            return MappingProxyType({**TABLE, **values.retry(value)})
        case "retention_days":
            return MappingProxyType({**RETENTION_DAYS, **values.numbers_by_name(value, RETENTION_LIMITS)})
        case "status_origins":
            return values.origins(value)
        case "texts":
            return text_actions(value)
        case _:
            return values.yes_or_no(value)
