"""李雷 (agent), 韩梅梅 (supervisor), the two wallets and a conversation under way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from answerback.conversations.begin import Circumstances, begin
from answerback.conversations.draft import save_draft
from answerback.conversations.models import Conversation, GuideVersion
from answerback.conversations.publish import publish
from answerback.journal.write import Actor
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet
from tests.conversations.building import content, step, words, yes_or_no

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # a Monday, 12:00 in Shanghai
LI_LEI = Actor("staff", new_id())
HAN_MEIMEI = Actor("staff", new_id())
CUSTOMER = new_id()


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def arrival(**more: object) -> dict[str, object]:
    """arrived? yes: on to safety. no: what happened, in words; when."""
    what = step(
        "what", "text", prompt=words("出了什么事？", "What happened?"), asks=words("经过", "What happened")
    )
    arrived = yes_or_no("arrived", {"next": "part:hazards"}, asks=words("到账没有", "Whether it has arrived"))
    return content(arrived, what, step("when", "date")) | more


def published(wallet: Wallet) -> GuideVersion:
    draft = save_draft(wallet, content=arrival(), by=HAN_MEIMEI, at=NOON)
    return publish(draft, by=HAN_MEIMEI, at=NOON)


def begun(version: GuideVersion, **known: object) -> Conversation:
    return begin(
        version,
        callback_id=new_id(),
        customer_id=CUSTOMER,
        language="zh-hans",
        circumstances=Circumstances(**known),
        by=LI_LEI,
        at=NOON,
    )
