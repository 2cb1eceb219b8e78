"""The written-out risk: each rule with its points and its sentence. Adding a bad fact never lowers the sum.

A hazard starts with the points of its kind; each fact that is so adds (or, for the three that calm, takes away) the
points of its rule, where the rule concerns that kind. The sum is never below 0. `docs/hazards.md` prints this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Kind, Level

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

THRESHOLDS: tuple[tuple[int, Level], ...] = (
    (70, Level.URGENT),
    (45, Level.HIGH),
    (20, Level.MEDIUM),
    (0, Level.LOW),
)
START: Mapping[Kind, int] = MappingProxyType(
    {
        Kind.SUSPICIOUS_MESSAGE: 10,
        Kind.SUSPICIOUS_CALL: 10,
        Kind.SECRET_ASKED: 20,
        Kind.LINK_OPENED: 25,
        Kind.UNOFFICIAL_APP: 30,
        Kind.APP_INSTALLED: 45,
        Kind.MALWARE: 45,
        Kind.SHARED_SECRET: 50,
        Kind.SHARED_DETAILS: 25,
        Kind.SCREEN_SHARED: 50,
        Kind.FRAUD_LOSS: 45,
        Kind.UNKNOWN_LOGIN: 45,
        Kind.LOST_DEVICE: 35,
        Kind.REUSED_PASSWORD: 20,
        Kind.WEAK_PASSWORD: 20,
        Kind.UNLIMITED_APPROVAL: 40,
        Kind.BACKUP_ONLINE: 35,
    }
)
APPROACH = frozenset({Kind.SUSPICIOUS_MESSAGE, Kind.SUSPICIOUS_CALL, Kind.SECRET_ASKED})
HABIT = frozenset({Kind.REUSED_PASSWORD, Kind.WEAK_PASSWORD, Kind.BACKUP_ONLINE})
DEVICE = frozenset({Kind.UNOFFICIAL_APP, Kind.APP_INSTALLED, Kind.MALWARE})
TAKEN = frozenset({Kind.SHARED_SECRET, Kind.SCREEN_SHARED, Kind.UNKNOWN_LOGIN, Kind.LOST_DEVICE})
MONEY = TAKEN | DEVICE | {Kind.FRAUD_LOSS, Kind.UNLIMITED_APPROVAL}
ALL = frozenset(Kind)


@dataclass(frozen=True)
class Rule:
    """If `fact` is so, and the hazard is one of `kinds`, `points` are added."""

    fact: Fact
    points: int
    kinds: frozenset[Kind]
    says: _StrPromise


RULES: tuple[Rule, ...] = (
    Rule(
        Fact.STRANGER_NOW,
        30,
        ALL - HABIT,
        _("The stranger is still on the line or sees the screen while we speak."),
    ),
    Rule(
        Fact.SEED_TOLD,
        40,
        frozenset({Kind.SHARED_SECRET, Kind.SCREEN_SHARED}),
        _("Whoever knows the recovery phrase or key can move everything, at any time."),
    ),
    Rule(
        Fact.SECRET_TOLD,
        20,
        APPROACH | DEVICE | (TAKEN - {Kind.SHARED_SECRET}) | {Kind.LINK_OPENED, Kind.FRAUD_LOSS},
        _("A code or password was told to somebody."),
    ),
    Rule(
        Fact.SCREEN_SEEN,
        20,
        APPROACH | DEVICE | {Kind.SHARED_SECRET, Kind.UNKNOWN_LOGIN, Kind.FRAUD_LOSS},
        _("Somebody saw or used the screen, and with it everything on it."),
    ),
    Rule(
        Fact.MONEY_GONE,
        25,
        (MONEY - {Kind.FRAUD_LOSS}) | APPROACH | {Kind.LINK_OPENED, Kind.SHARED_DETAILS},
        _("Money has already gone."),
    ),
    Rule(
        Fact.LOSS_TODAY,
        25,
        MONEY,
        _("The loss is less than a day old: hours decide whether anything can be stopped."),
    ),
    Rule(Fact.AMOUNT_LARGE, 10, MONEY, _("A large amount is at stake.")),
    Rule(
        Fact.AMOUNT_VERY_LARGE, 10, MONEY, _("The amount is so large that few people could bear to lose it.")
    ),
    Rule(
        Fact.APP_INSTALLED,
        15,
        APPROACH | (MONEY - {Kind.APP_INSTALLED, Kind.UNLIMITED_APPROVAL}) | {Kind.LINK_OPENED},
        _("An app was installed because a stranger said so; it may still be watching."),
    ),
    Rule(
        Fact.LINK_OPENED,
        10,
        APPROACH | TAKEN | DEVICE | {Kind.SHARED_DETAILS},
        _("The link was opened."),
    ),
    Rule(
        Fact.SIGNED,
        15,
        APPROACH | {Kind.LINK_OPENED, Kind.SHARED_SECRET, Kind.SCREEN_SHARED, Kind.FRAUD_LOSS},
        _("The user signed something without knowing what it allows."),
    ),
    Rule(
        Fact.LOGIN_UNKNOWN,
        20,
        (TAKEN | HABIT | DEVICE | {Kind.LINK_OPENED, Kind.SHARED_DETAILS})
        - {Kind.UNKNOWN_LOGIN, Kind.BACKUP_ONLINE},
        _("Somebody else has already signed in."),
    ),
    Rule(
        Fact.DEVICE_LOST,
        15,
        frozenset({Kind.SHARED_SECRET, Kind.UNKNOWN_LOGIN, Kind.REUSED_PASSWORD, Kind.WEAK_PASSWORD}),
        _("The device or the telephone card is lost: whoever finds it receives the codes."),
    ),
    Rule(
        Fact.DETAILS_TOLD,
        10,
        APPROACH | {Kind.SHARED_SECRET, Kind.UNKNOWN_LOGIN, Kind.LOST_DEVICE, Kind.FRAUD_LOSS},
        _("Personal details were told, so that the next call will sound even more real."),
    ),
    Rule(
        Fact.PASSWORD_REUSED,
        10,
        frozenset({Kind.SHARED_SECRET, Kind.UNKNOWN_LOGIN, Kind.LINK_OPENED, Kind.SHARED_DETAILS}),
        _("The same password opens other places, too."),
    ),
    Rule(
        Fact.TWO_STEP_OFF,
        15,
        frozenset(
            {
                Kind.SECRET_ASKED,
                Kind.LINK_OPENED,
                Kind.SHARED_SECRET,
                Kind.SHARED_DETAILS,
                Kind.UNKNOWN_LOGIN,
                Kind.LOST_DEVICE,
                Kind.REUSED_PASSWORD,
                Kind.WEAK_PASSWORD,
                Kind.MALWARE,
            }
        ),
        _("Two-step verification is off: the password alone opens the account."),
    ),
    Rule(
        Fact.TWO_STEP_SMS,
        5,
        frozenset({Kind.SHARED_SECRET, Kind.SHARED_DETAILS, Kind.UNKNOWN_LOGIN, Kind.LOST_DEVICE}),
        _("Codes come by text message, which a copied card receives as well."),
    ),
    Rule(
        Fact.NO_BACKUP,
        20,
        frozenset({Kind.LOST_DEVICE, Kind.MALWARE}),
        _("There is no backup: with the device, the money would be lost."),
    ),
    Rule(
        Fact.APP_LOCK_OFF,
        10,
        frozenset({Kind.LOST_DEVICE, Kind.SCREEN_SHARED}),
        _("The app opens without a lock."),
    ),
    Rule(Fact.NOT_UPDATED, 5, DEVICE | {Kind.LINK_OPENED}, _("The system or the app lacks known repairs.")),
    Rule(
        Fact.SELF_CUSTODIAL,
        10,
        MONEY | {Kind.BACKUP_ONLINE},
        _("Only the user holds the keys: nobody can pause the wallet or call a transfer back."),
    ),
    Rule(
        Fact.NUMBER_FRESH,
        15,
        frozenset({Kind.SHARED_SECRET, Kind.SHARED_DETAILS, Kind.UNKNOWN_LOGIN, Kind.LOST_DEVICE}),
        _("The number or its card changed lately, as it does when somebody takes a number over."),
    ),
    Rule(
        Fact.OUR_CALL,
        50,
        frozenset({Kind.SECRET_ASKED}),
        _("It happened in a call of ours, so it may be one of us."),
    ),
    Rule(Fact.AGAIN, 10, ALL, _("There was another hazard within 90 days: somebody may be keeping at it.")),
    Rule(Fact.NOTHING_DONE, -5, APPROACH, _("The user gave nothing away.")),
    Rule(
        Fact.TWO_STEP_APP,
        -10,
        frozenset({Kind.REUSED_PASSWORD, Kind.WEAK_PASSWORD, Kind.SHARED_DETAILS, Kind.LINK_OPENED}),
        _("Two-step verification with an app or a passkey keeps a stolen password out."),
    ),
    Rule(Fact.PAUSED, -15, MONEY, _("Outgoing payments are paused.")),
)


@dataclass(frozen=True)
class Line:
    """One line of the reckoning."""

    points: int
    says: str | _StrPromise


@dataclass(frozen=True)
class Risk:
    """The reckoning: its lines, their sum (never below 0) and the level that the sum reaches."""

    lines: tuple[Line, ...]
    points: int
    level: Level


def assess(kind: Kind, facts: Iterable[Fact]) -> Risk:
    """The risk of a hazard of this kind, given what is so."""
    known = frozenset(facts)
    fired = [rule for rule in RULES if rule.fact in known and kind in rule.kinds]
    lines = (Line(START[kind], kind.label), *(Line(rule.points, rule.says) for rule in fired))
    points = max(0, sum(line.points for line in lines))
    return Risk(lines, points, level_of(points))


def level_of(points: int) -> Level:
    """The level that so many points reach."""
    return next(level for least, level in THRESHOLDS if points >= least)
