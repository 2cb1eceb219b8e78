"""A registry with every kind of channel, as the tests of the check ask it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from answerback.channels.index import Index
from answerback.channels.kinds import Direction, Kind, Published

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = datetime(2026, 6, 1, tzinfo=UTC)
NAMES = {"en": "Lanyue Pay", "zh": "岚月支付"}
NOTHING = {"en": "", "zh": ""}


def channel(
    kind: Kind, value: str, direction: Direction = Direction.SITE, *, until: datetime | None = None
) -> Published:
    """One entry of Lanyue Pay."""
    return Published(UUID(int=0), "lanyue", NAMES, kind, value, direction, NOTHING, SINCE, until)


RINGS = channel(Kind.NUMBER, "+864000000188", Direction.RINGS)
DIALLED = channel(Kind.NUMBER, "+864000000199", Direction.DIALLED)
SITE = channel(Kind.LINK, "lanyue.example")
PAGE = channel(Kind.LINK, "shop.example/lanyue")
MAIL = channel(Kind.MAIL, "support@lanyue.example", Direction.BOTH)
TELEGRAM = channel(Kind.TELEGRAM, "@lanyue_pay", Direction.DIALLED)
X = channel(Kind.X, "@lanyuepay_x")
WECHAT = channel(Kind.WECHAT, "lanyue-service", Direction.DIALLED)
SENDER = channel(Kind.SMS_SENDER, "岚月支付", Direction.RINGS)
ANDROID = channel(Kind.APP, "android:com.lanyue.wallet")
APPLE = channel(Kind.APP, "apple:123456789")
CONTRACT = channel(Kind.CONTRACT, "ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")
ENS = channel(Kind.ENS, "lanyue.eth")
RETIRED = channel(Kind.NUMBER, "+864000000266", Direction.RETIRED, until=UNTIL)
REPORTED = channel(Kind.LINK, "lanyue-refund.top", Direction.REPORTED)
ALL = (
    *(RINGS, DIALLED, SITE, PAGE, MAIL, TELEGRAM, X, WECHAT, SENDER),
    *(ANDROID, APPLE, CONTRACT, ENS, RETIRED, REPORTED),
)
INDEX = Index(ALL)
