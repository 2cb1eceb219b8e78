"""Ready-made rules for a new wallet: only what such a wallet can do, only what helps its users."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Purpose
from answerback.intake.models import Rule
from answerback.intake.rule_edit import RuleDraft, add
from answerback.intake.rules import Op
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet

DAY = 24
TROUBLES = (Kind.PAYMENT_NOT_ARRIVED, Kind.ACCOUNT_LOCKED, Kind.MISTAKEN_TRANSFER, Kind.SCAM_REPORTED)


@transaction.atomic
def install(wallet: Wallet, *, by: Actor, at: datetime) -> list[Rule]:
    """Add the ready-made rules to a wallet that has none; otherwise nothing happens."""
    if Rule.objects.for_wallet(wallet).exists():
        return []
    return [add(wallet, draft, by=by, at=at) for draft in ready_made(wallet)]


def ready_made(wallet: Wallet) -> list[RuleDraft]:
    """A self-custodial wallet rings only those who asked; any other also rings to limit a loss or to ask."""
    return list(_self_custodial()) if wallet.is_self_custodial else [*_urgent(), *_service(), *_follow_ups()]


def _urgent() -> Iterator[RuleDraft]:
    yield RuleDraft(
        name_en="Fraud, the fraudster may still be on the line",
        name_zh="诈骗求助，骗子可能还在线上",
        kind=Kind.SCAM_REPORTED,
        conditions=[{"field": "still_in_contact", "op": Op.IS.value, "value": True}],
        purpose=Purpose.SECURITY,
        priority=1,
        guide="scam_reported",
        deadline_hours=6,
        position=10,
    )
    yield RuleDraft(
        name_en="Fraud reported",
        name_zh="诈骗举报",
        kind=Kind.SCAM_REPORTED,
        purpose=Purpose.SECURITY,
        priority=2,
        guide="scam_reported",
        deadline_hours=2 * DAY,
        position=20,
    )
    yield RuleDraft(
        name_en="Suspicious log-in, unless of low risk",
        name_zh="可疑登录（低风险除外）",
        kind=Kind.SUSPICIOUS_LOGIN,
        conditions=[{"field": "risk", "op": Op.IS_NOT.value, "value": "low"}],
        purpose=Purpose.SECURITY,
        priority=1,
        guide="suspicious_login",
        deadline_hours=DAY,
        position=10,
    )
    yield RuleDraft(
        name_en="Mistaken transfer that can still be stopped",
        name_zh="误转账，还来得及拦截",
        kind=Kind.MISTAKEN_TRANSFER,
        conditions=[{"field": "is_final", "op": Op.IS.value, "value": False}],
        purpose=Purpose.SECURITY,
        priority=1,
        guide="mistaken_transfer",
        deadline_hours=DAY,
        position=10,
    )


def _service() -> Iterator[RuleDraft]:
    yield _plain("Mistaken transfer", "误转账", Kind.MISTAKEN_TRANSFER, priority=3, days=3)
    yield RuleDraft(
        name_en="Payment not arrived",
        name_zh="支付不到账",
        kind=Kind.PAYMENT_NOT_ARRIVED,
        purpose=Purpose.SERVICE,
        priority=3,
        guide="payment_not_arrived",
        delay_minutes=10,
        deadline_hours=3 * DAY,
    )
    yield RuleDraft(
        name_en="Account locked that the user can unlock alone: wait an hour",
        name_zh="账户被锁，用户可以自行解锁：先等一小时",
        kind=Kind.ACCOUNT_LOCKED,
        conditions=[{"field": "can_unlock_alone", "op": Op.IS.value, "value": True}],
        purpose=Purpose.SERVICE,
        priority=6,
        guide="account_locked",
        delay_minutes=60,
        deadline_hours=2 * DAY,
        position=10,
    )
    yield _plain("Account locked", "账户被锁", Kind.ACCOUNT_LOCKED, priority=4, days=2)
    yield _asked_for()


def _follow_ups() -> Iterator[RuleDraft]:
    yield RuleDraft(
        name_en="Welcome call a day after setting up",
        name_zh="开通次日的新用户回访",
        kind=Kind.ONBOARDING_FINISHED,
        purpose=Purpose.SERVICE,
        priority=8,
        guide="onboarding_finished",
        delay_minutes=60 * DAY,
        deadline_hours=14 * DAY,
        sample_percent=50,
    )
    yield RuleDraft(
        name_en="Satisfaction after a solved ticket, one in five",
        name_zh="工单解决后的满意度回访，五取一",
        kind=Kind.TICKET_SOLVED,
        purpose=Purpose.SERVICE,
        priority=7,
        guide="ticket_solved",
        delay_minutes=60 * DAY,
        deadline_hours=7 * DAY,
        sample_percent=20,
    )
    yield RuleDraft(
        name_en="Routine follow-up thirty days after a trouble, one in ten",
        name_zh="出过问题三十天后的例行回访，十取一",
        kind=Kind.ROUTINE_FOLLOW_UP,
        purpose=Purpose.SERVICE,
        priority=9,
        guide="routine_follow_up",
        deadline_hours=14 * DAY,
        sample_percent=10,
        after_days=30,
        after_kinds=[
            Kind.PAYMENT_NOT_ARRIVED,
            Kind.ACCOUNT_LOCKED,
            Kind.MISTAKEN_TRANSFER,
            Kind.SCAM_REPORTED,
        ],
    )


def _self_custodial() -> Iterator[RuleDraft]:
    """Each of these events is the user's own asking, in the app."""
    yield _plain("Fraud reported", "诈骗求助", Kind.SCAM_REPORTED, priority=1, days=2, own=True)
    yield _plain("Mistaken transfer", "误转账", Kind.MISTAKEN_TRANSFER, priority=3, days=3, own=True)
    yield _plain("Payment not arrived", "支付不到账", Kind.PAYMENT_NOT_ARRIVED, priority=3, days=3, own=True)
    yield _asked_for(own=True)


def _asked_for(*, own: bool = False) -> RuleDraft:
    names = ("The user asked to be rung", "用户主动要求回访")
    return _plain(*names, Kind.CUSTOMER_REQUEST, priority=2, days=3, own=own)


def _plain(
    name_en: str, name_zh: str, kind: Kind, *, priority: int, days: int, own: bool = False
) -> RuleDraft:
    """No conditions, no delay. `own`: the guide for wallets whose users hold their own keys."""
    return RuleDraft(
        name_en=name_en,
        name_zh=name_zh,
        kind=kind,
        purpose=Purpose.SECURITY if kind == Kind.SCAM_REPORTED else Purpose.SERVICE,
        priority=priority,
        guide=f"{kind.value}_self_custodial" if own else kind.value,
        deadline_hours=days * DAY,
    )
