"""Two people who may change the registry of one wallet, and one who may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Change, Channel
from answerback.channels.propose import Wanted, propose
from answerback.channels.publish import publish
from answerback.journal.write import Actor
from answerback.people.models import Membership, Role
from tests.cast import NOON, Cast, make_cast, make_member

FOR = ("Help with payments", "支付问题")
REASON = "Both are ours: the second is for merchants."


@dataclass(frozen=True)
class Registry:
    """韩梅梅 proposes, 林涛 publishes, 李雷 may do neither."""

    cast: Cast
    administrator: Membership

    @property
    def han_meimei(self) -> Actor:
        return self.cast.han_meimei

    @property
    def lin_tao(self) -> Actor:
        return Actor("staff", self.administrator.id)

    def proposed(
        self,
        kind: Kind,
        text: str,
        direction: Direction = Direction.SITE,
        *,
        reason: str = "",
        at: datetime = NOON,
    ) -> Change:
        wanted = Wanted(direction, *FOR)
        return propose(self.cast.wallet, kind, text, wanted, reason=reason, by=self.han_meimei, at=at)

    def published(
        self,
        kind: Kind,
        text: str,
        direction: Direction = Direction.SITE,
        *,
        reason: str = "",
        at: datetime = NOON,
    ) -> Channel:
        change = self.proposed(kind, text, direction, reason=reason, at=at)
        return publish(change, reason=reason, by=self.lin_tao, at=at).channel


def make_registry(slug: str = "lanyue", number: str = "+8617000000001") -> Registry:
    cast = make_cast(slug, number)
    return Registry(cast, make_member(cast.wallet, Role.ADMINISTRATOR, "lintao", "林涛", "Lin Tao", "9001"))
