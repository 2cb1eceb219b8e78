"""The two demo wallets are made ready for a history: their staff and guides; and whether one may be written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from answerback.callbacks.models import Callback
from answerback.conversations.models import GuideVersion, VersionState
from answerback.journal.write import SYSTEM
from answerback.ops.demo.seed import seed
from answerback.ops.history.people import QINGTAN, agents_of
from answerback.ops.history.rows.setting import Setting, Version
from answerback.ops.history.shapes import Matter, Order
from answerback.people.invite import Face, invite
from answerback.people.models import Role
from answerback.wallets.models import Wallet

YEAR = timedelta(days=366)
FIRST_WORK_NUMBER = {"lanyue": 1101, "qingtan": 1201}


def prepare(order: Order) -> dict[str, Setting]:
    """The wallets by slug, each with its setting; asking again changes nothing."""
    seed(at=order.until)
    # every wallet: the two of the demo, chosen by their slugs
    wallets = Wallet.objects.filter(slug__in=FIRST_WORK_NUMBER)
    return {wallet.slug: _setting(order, wallet) for wallet in wallets}


def _setting(order: Order, wallet: Wallet) -> Setting:
    return Setting(
        order=order,
        wallet=wallet,
        agents=tuple(_agents(order, wallet)),
        versions=_versions(wallet),
        context={
            "custody": str(wallet.custody),
            "capabilities": sorted(str(one) for one in wallet.capabilities),
            "consents": ["service"],
            "open_tickets": 0,
            "event": {},
        },
    )


def _agents(order: Order, wallet: Wallet) -> Iterator[UUID]:
    """Each agent's place in the wallet, held since before the year began."""
    team = ("Wallet team", "钱包组") if wallet.slug == QINGTAN else ("Service team", "服务组")
    for agent in agents_of(wallet.slug):
        membership = invite(
            wallet,
            username=agent.name_en.lower().replace(" ", ""),
            role=Role.AGENT,
            face=Face(agent.name_en, agent.name_zh, *team),
            work_number=str(FIRST_WORK_NUMBER[wallet.slug] + agent.number),
            languages=["zh-hans", "en"],
            by=SYSTEM,
            at=order.until - YEAR,
        )
        yield membership.id


def _versions(wallet: Wallet) -> dict[str, Version]:
    rows = (
        GuideVersion.objects.for_wallet(wallet).filter(state=VersionState.PUBLISHED).select_related("guide")
    )
    return {kind: Version(row.id, row.guide.slug) for row in rows for kind in row.guide.serves}


def is_foreign(order: Order, wallet: Wallet, first: Matter) -> bool:
    """Whether the wallet has callbacks, and not this history's, of which `first` is the first."""
    rows = Callback.objects.for_wallet(wallet)
    its_id = Setting(order, wallet, (), {}).callback_id(first)
    return rows.exists() and not rows.filter(id=its_id).exists()
