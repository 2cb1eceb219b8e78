"""The demo's registry: what 韩梅梅 proposed and 林涛 published, and one proposal that waits for the visitor.

Names are invented; the contract is the sample address of ERC-55, which belongs to nobody's token.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from answerback.channels.canonical import canonical
from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Change, Channel
from answerback.channels.propose import Wanted, propose
from answerback.channels.publish import publish
from answerback.channels.report import propose_report
from answerback.channels.retire import propose_retirement
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.wallets.models import Wallet

AGO = timedelta(days=200)
CLOSED = "The desk behind it was closed. 该号码的客服岗位已撤销。"
FRAUD = "Three users sent us its link. 三位用户向我们转来此链接。"


@dataclass(frozen=True)
class Row:
    """One entry as it is proposed. `direction` RETIRED: was published, and is no more."""

    kind: Kind
    text: str
    direction: Direction
    en: str
    zh: str


CHANNELS = {
    "lanyue": (
        Row(Kind.NUMBER, "+864000000188", Direction.BOTH, "Callbacks and the hotline", "回访与客服热线"),
        Row(Kind.NUMBER, "+864000000166", Direction.RETIRED, "The old hotline", "旧客服热线"),
        Row(Kind.MAIL, "help@lanyue.example", Direction.BOTH, "Questions about payments", "支付问题"),
        Row(
            Kind.LINK, "https://lanyue.example/", Direction.SITE, "Our site and web wallet", "官网与网页钱包"
        ),
        Row(Kind.TELEGRAM, "@lanyue_pay_demo", Direction.SITE, "Announcements only", "只发公告"),
        Row(Kind.X, "@lanyue_demo", Direction.SITE, "Announcements only", "只发公告"),
        Row(
            Kind.WECHAT,
            "lanyue_pay_demo",
            Direction.DIALLED,
            "Ask us; we never write first",
            "您可咨询，我们不主动联系",
        ),
        Row(
            Kind.SMS_SENDER, "【岚月支付】", Direction.RINGS, "Receipts, never links", "支付通知，从不带链接"
        ),
        Row(Kind.APP, "android:example.lanyue.wallet", Direction.SITE, "Our app for Android", "安卓版应用"),
        Row(Kind.APP, "apple:example.lanyue.wallet", Direction.SITE, "Our app for iPhone", "苹果版应用"),
        Row(Kind.LINK, "lanyue-help.example", Direction.REPORTED, "", ""),
    ),
    "qingtan": (
        Row(
            Kind.MAIL,
            "help@qingtan.example",
            Direction.DIALLED,
            "Questions; we never ask for words",
            "咨询，从不索要助记词",
        ),
        Row(Kind.LINK, "https://qingtan.example/", Direction.SITE, "Our site and downloads", "官网与下载"),
        Row(Kind.TELEGRAM, "@qingtan_demo", Direction.SITE, "Announcements only", "只发公告"),
        Row(Kind.X, "@qingtan_demo", Direction.SITE, "Announcements only", "只发公告"),
        Row(
            Kind.WECHAT,
            "qingtan_demo",
            Direction.DIALLED,
            "Ask us; we never write first",
            "您可咨询，我们不主动联系",
        ),
        Row(Kind.APP, "android:example.qingtan.wallet", Direction.SITE, "Our app for Android", "安卓版应用"),
        Row(Kind.APP, "apple:example.qingtan.wallet", Direction.SITE, "Our app for iPhone", "苹果版应用"),
        Row(
            Kind.CONTRACT,
            "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            Direction.SITE,
            "The fee contract of the wallet",
            "钱包手续费合约",
        ),
        Row(Kind.ENS, "qingtan-demo.eth", Direction.SITE, "Our name on Ethereum", "以太坊上的名称"),
    ),
}
WAITS = Row(Kind.MAIL, "news@lanyue.example", Direction.RINGS, "Our monthly letter", "每月来信")


def seed_channels(wallet: Wallet, *, at: datetime) -> None:
    """What is not there yet, by two people; a second time changes nothing."""
    lead, admin = (_actor(wallet, username) for username in ("hanmeimei", "admin"))
    for row in CHANNELS.get(wallet.slug, ()):
        if not _is_there(wallet, row):
            _publish(wallet, row, lead, admin, at=at - AGO)
    if wallet.slug == "lanyue" and not _is_there(wallet, WAITS):
        _propose(wallet, WAITS, admin, at=at)


def _publish(wallet: Wallet, row: Row, lead: Actor, admin: Actor, *, at: datetime) -> None:
    channel = publish(_propose(wallet, row, lead, at=at), by=admin, at=at).channel
    if row.direction is Direction.RETIRED:
        change = propose_retirement(channel, reason=CLOSED, by=lead, at=at + AGO / 2)
        publish(change, by=admin, at=at + AGO / 2)


def _propose(wallet: Wallet, row: Row, by: Actor, *, at: datetime) -> Change:
    if row.direction is Direction.REPORTED:
        return propose_report(wallet, row.kind, row.text, reason=FRAUD, by=by, at=at)
    direction = Direction.DIALLED if row.direction is Direction.RETIRED else row.direction
    return propose(wallet, row.kind, row.text, Wanted(direction, row.en, row.zh), by=by, at=at)


def _is_there(wallet: Wallet, row: Row) -> bool:
    value = canonical(row.kind, row.text, region=wallet.region)
    return Channel.objects.for_wallet(wallet).filter(kind=row.kind.value, value=value).exists()


def _actor(wallet: Wallet, username: str) -> Actor:
    return Actor("staff", Membership.objects.for_wallet(wallet).get(person__username=username).id)
