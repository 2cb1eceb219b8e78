"""People who report: texts made for these tests, and a report of one of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from answerback.customers.models import Customer
from answerback.findings.campaigns.join import Report, join
from answerback.findings.campaigns.models import Member, Source
from answerback.journal.write import SYSTEM
from tests.cast import NOON, Cast, make_customer

FROZEN = "岚月支付客服通知：您的账户因异常登录已被临时冻结，请在两小时内联系专员办理解冻，逾期资金将被划转。"
FROZEN_BY_EAR = (
    "岚月支付课服通知，您的帐户因异常登陆已被临时冻结，请在两小时内联系专员办理解冻，逾期资金将被划转"
)
PARCEL = "您好，您的快递在转运途中破损，现为您办理三倍理赔，请添加理赔专员并提供收款信息，今天下班前有效。"
ENGLISH = "Your wallet has been suspended after an unusual login. Contact our recovery desk within two hours."


def somebody(cast: Cast, number: int) -> Customer:
    return make_customer(cast.wallet, f"victim-{number}", f"+861700000{100 + number:04d}")


def told(
    cast: Cast, text: str, who: Customer, *, at: datetime = NOON, source_id: UUID | None = None
) -> Member | None:
    report = Report(
        cast.wallet, Source.CONVERSATION, source_id or uuid4(), str(who.id), at, text, who, who.language[:2]
    )
    return join(report, by=SYSTEM, at=at)


def campaign_of_three(cast: Cast, text: str = FROZEN) -> tuple[Member, Member, Member]:
    """Told by three people on three days."""
    members = [
        told(cast, f"{text} 电话 170 0000 0061", somebody(cast, n), at=NOON + timedelta(days=n))
        for n in range(3)
    ]
    first, second, third = (one for one in members if one is not None)
    for one in (first, second, third):
        one.refresh_from_db()
    return first, second, third
