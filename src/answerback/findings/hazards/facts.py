"""What the rules count: facts as codes, read from the path of a conversation, from an alarm, and from what is on file.

A mark of a guide says a fact: `hazard.<kind>` (see `BY_MARK`), `advice.…` and `risk.…`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer, PhoneNumber
from answerback.findings.hazards.kinds import Kind, SafeBy, State
from answerback.findings.hazards.models import Hazard
from answerback.wallets.policies import policies_of

AGAIN_WITHIN = timedelta(days=90)
# A month's spending, and what few people can bear to lose, in the units of the event. Coins whose price moves have
# no row: a wrong rate would be worse than none.
LARGE_AMOUNTS: Mapping[str, tuple[Decimal, Decimal]] = MappingProxyType(
    {
        "CNY": (Decimal(5_000), Decimal(50_000)),
        "HKD": (Decimal(5_500), Decimal(55_000)),
        "USD": (Decimal(700), Decimal(7_000)),
        "EUR": (Decimal(650), Decimal(6_500)),
        "USDT": (Decimal(700), Decimal(7_000)),
        "USDC": (Decimal(700), Decimal(7_000)),
    }
)


class Fact(TextChoices):
    """One thing that is so. What it does to the risk stands in `rules`."""

    CONTACT = "contact", _("A stranger got in touch")
    MONEY_GONE = "money_gone", _("Money is gone")
    LOSS_TODAY = "loss_today", _("The loss is less than a day old")
    AMOUNT_LARGE = "amount_large", _("A large amount is at stake")
    AMOUNT_VERY_LARGE = "amount_very_large", _("A very large amount is at stake")
    SECRET_TOLD = "secret_told", _("A code or password was told")
    SEED_TOLD = "seed_told", _("The recovery phrase or a key was told")
    DETAILS_TOLD = "details_told", _("Personal details were told")
    SCREEN_SEEN = "screen_seen", _("Somebody saw or used the screen")
    STRANGER_NOW = "stranger_now", _("The stranger is still there")
    APP_INSTALLED = "app_installed", _("A stranger’s app was installed")
    LINK_OPENED = "link_opened", _("The link was opened")
    SIGNED = "signed", _("Something unclear was signed")
    LOGIN_UNKNOWN = "login_unknown", _("Somebody else signed in")
    DEVICE_LOST = "device_lost", _("The device or card is lost")
    PASSWORD_REUSED = "password_reused", _("The password is used elsewhere")
    TWO_STEP_OFF = "two_step_off", _("Two-step verification is off")
    TWO_STEP_SMS = "two_step_sms", _("Two-step verification is by text message")
    NO_BACKUP = "no_backup", _("There is no backup")
    APP_LOCK_OFF = "app_lock_off", _("The app opens without a lock")
    NOT_UPDATED = "not_updated", _("System or app is out of date")
    SELF_CUSTODIAL = "self_custodial", _("Only the user holds the keys")
    NUMBER_FRESH = "number_fresh", _("The number or its card changed lately")
    OUR_CALL = "our_call", _("It happened in a call of ours")
    AGAIN = "again", _("There was another hazard within 90 days")
    NOTHING_DONE = "nothing_done", _("The user gave nothing away")
    TWO_STEP_APP = "two_step_app", _("Two-step verification is on, with an app or a passkey")
    PAUSED = "paused", _("Outgoing payments are paused")


BY_MARK: Mapping[str, Fact] = MappingProxyType(
    {
        "hazard.suspicious_message": Fact.CONTACT,
        "hazard.suspicious_call": Fact.CONTACT,
        "hazard.fraud_loss": Fact.MONEY_GONE,
        "hazard.shared_secret": Fact.SECRET_TOLD,
        "hazard.shared_details": Fact.DETAILS_TOLD,
        "hazard.screen_shared": Fact.SCREEN_SEEN,
        "hazard.app_installed": Fact.APP_INSTALLED,
        "hazard.link_opened": Fact.LINK_OPENED,
        "hazard.unlimited_approval": Fact.SIGNED,
        "hazard.unknown_login": Fact.LOGIN_UNKNOWN,
        "hazard.lost_device": Fact.DEVICE_LOST,
        "hazard.reused_password": Fact.PASSWORD_REUSED,
        "advice.two_step_off": Fact.TWO_STEP_OFF,
        "advice.two_step_sms": Fact.TWO_STEP_SMS,
        "advice.no_backup": Fact.NO_BACKUP,
        "advice.app_lock_off": Fact.APP_LOCK_OFF,
        "advice.update": Fact.NOT_UPDATED,
        "risk.loss_today": Fact.LOSS_TODAY,
        "risk.stranger_now": Fact.STRANGER_NOW,
        "risk.nothing_done": Fact.NOTHING_DONE,
        "risk.two_step_app": Fact.TWO_STEP_APP,
    }
)


def said(marks: Iterable[str]) -> frozenset[Fact]:
    """The facts that the marks of a path tell."""
    return frozenset(BY_MARK[mark] for mark in marks if mark in BY_MARK)


def concluded(kind: Kind, facts: Iterable[Fact]) -> frozenset[Fact]:
    """These facts, and what follows: what a user tells of a wallet whose keys he alone holds is the key."""
    known = frozenset(facts)
    told = kind is Kind.SHARED_SECRET or Fact.SECRET_TOLD in known
    return known | ({Fact.SEED_TOLD} if told and Fact.SELF_CUSTODIAL in known else frozenset())


def on_file(
    customer: Customer, *, about: Mapping[str, Any], at: datetime, but: Iterable[str] = ()
) -> frozenset[Fact]:
    """What we know without asking; `but` are the origins that belong to the same matter."""
    wallet, found = customer.wallet, set(amount_facts(about))
    if wallet.is_self_custodial:
        found.add(Fact.SELF_CUSTODIAL)
    if _number_is_fresh(customer, at):
        found.add(Fact.NUMBER_FRESH)
    if _happened_before(customer, at, but):
        found.add(Fact.AGAIN)
    return frozenset(found)


def amount_facts(about: Mapping[str, Any]) -> frozenset[Fact]:
    """How much the event speaks of; nothing for a currency without a row, or no amount."""
    currency = str(about.get("currency") or about.get("asset") or "").upper()
    try:
        amount = Decimal(str(about.get("amount", "")))
    except InvalidOperation:
        return frozenset()
    large, very_large = LARGE_AMOUNTS.get(currency, (Decimal("inf"), Decimal("inf")))
    marks = {Fact.AMOUNT_LARGE: large, Fact.AMOUNT_VERY_LARGE: very_large}
    return frozenset(fact for fact, least in marks.items() if amount.is_finite() and amount >= least)


def _number_is_fresh(customer: Customer, at: datetime) -> bool:
    rows = PhoneNumber.objects.for_wallet(customer.wallet_id).filter(customer=customer, retired_at=None)
    since = at - policies_of(customer.wallet).number_age
    return any(
        row.forwarding or any(moment and moment > since for moment in (row.changed_at, row.sim_changed_at))
        for row in rows
    )


def _happened_before(customer: Customer, at: datetime, but: Iterable[str]) -> bool:
    rows = Hazard.objects.for_wallet(customer.wallet_id).filter(
        customer=customer, opened_at__gte=at - AGAIN_WITHIN
    )
    real = rows.exclude(state=State.WITHDRAWN).exclude(safe_by=SafeBy.NO_HAZARD)
    return real.exclude(origin__in=list(but)).exists()
