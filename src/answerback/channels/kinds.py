"""What a channel is, in which direction it is used, and what anybody may read of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """How people are reached, or what they meet under the wallet's name."""

    NUMBER = "number"
    LINK = "link"
    MAIL = "mail"
    TELEGRAM = "telegram"
    X = "x"
    WECHAT = "wechat"
    SMS_SENDER = "sms_sender"
    APP = "app"
    CONTRACT = "contract"
    ENS = "ens"


class Direction(StrEnum):
    """What a channel is for, seen from the wallet.

    `rings`: we ring or write from it. `dialled`: ours to dial or write to, we never ring or write from it.
    `both`: the two. `site`: ours and of no direction (a site, an app, a contract). `retired`: was ours and is
    no more. `reported`: never ours, found to be used for fraud in our name.
    """

    RINGS = "rings"
    DIALLED = "dialled"
    BOTH = "both"
    SITE = "site"
    RETIRED = "retired"
    REPORTED = "reported"


@dataclass(frozen=True)
class Published:
    """One entry of the registry as anybody may read it.

    `wallet` is the slug; `wallet_name` and `what_for` have the keys `en` and `zh`. `value` is canonical: E.164
    or a short number; a host in small letters (IDNA), with a path where only that path is ours; a mail address;
    `@name` of Telegram or X; a WeChat id; an SMS sender name; `android:package`, `apple:number` or
    `apple:bundle`; `chain:address` of a contract; an ENS name. `since` and `until` are aware, `until` excluded.
    """

    id: UUID
    wallet: str
    wallet_name: dict[str, str] = field(hash=False)
    kind: Kind
    value: str
    direction: Direction
    what_for: dict[str, str] = field(hash=False)
    since: datetime
    until: datetime | None = None
