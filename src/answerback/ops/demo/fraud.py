"""Two people have reported one fake support message: when the demo's user tells of it, the three are one campaign."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.findings.campaigns.gather import gather
from answerback.journal.write import SYSTEM
from answerback.reports.queries import suspects_of
from answerback.reports.receive import Told, receive
from answerback.wallets.models import Wallet

SITE = "lanyue-jiedong.example"
# Hours (UTC) of the day before: senders of one day are known to be two (`findings.campaigns.people`).
REPORTS = (
    (
        3,
        "收到一条短信：【岚月支付】您的账户因异常登录已被临时冻结，请两小时内打开 lanyue-jiedong.example 办理解冻，"
        "逾期资金将被划转，客服电话 170 0000 0066。",
    ),
    (
        9,
        "短信内容：岚月支付课服通知，您的帐户因异常登陆已被临时冻结，请在两小时内打开 lanyue-jiedong.example 解冻。",
    ),
)


def seed_fraud(wallet: Wallet, *, at: datetime) -> None:
    """In a wallet to which nobody has reported anything yet."""
    if suspects_of(wallet).exists():
        return
    for number, (hour, words) in enumerate(REPORTS):
        then = (at - timedelta(days=1)).replace(hour=hour)
        receive(wallet, SITE, Told(words, happened_at=then), sender=f"demo-{number}", by=SYSTEM, at=then)
    gather(wallet, at=at)
