"""What a user tells of a message or call in a callback joins its campaign, in the transaction of the answer."""

from __future__ import annotations

from answerback.conversations.guide import Kind as StepKind
from answerback.findings.campaigns.join import Report, join
from answerback.findings.campaigns.leave import leave
from answerback.findings.campaigns.models import Member, Source
from answerback.findings.hazards.kinds import Kind
from answerback.findings.hazards.queries import STORIES
from answerback.findings.heard import Heard

OF_SOMEBODY = frozenset(
    f"hazard.{kind.value}"
    for kind in (
        Kind.SUSPICIOUS_MESSAGE,
        Kind.SUSPICIOUS_CALL,
        Kind.SECRET_ASKED,
        Kind.LINK_OPENED,
        Kind.UNOFFICIAL_APP,
        Kind.APP_INSTALLED,
        Kind.SHARED_SECRET,
        Kind.SHARED_DETAILS,
        Kind.SCREEN_SHARED,
        Kind.FRAUD_LOSS,
    )
)
"""Hazards behind which a swindler stands; a lost telephone joins nothing."""


def hear(heard: Heard) -> None:
    """One member for each callback whose path holds such a hazard and the user's words; none any more otherwise."""
    callback = heard.callback
    text = _told(heard) if heard.walk.marks & OF_SOMEBODY else ""
    report = Report(
        callback.wallet,
        Source.CONVERSATION,
        callback.id,
        str(callback.customer_id),
        heard.conversation.started_at,
        text,
        callback.customer,
        heard.conversation.language[:2],
    )
    if text:
        join(report, by=heard.by, at=heard.at)
        return
    rows = Member.objects.for_wallet(callback.wallet_id)
    known = rows.filter(source=Source.CONVERSATION, source_id=callback.id).select_related("campaign").first()
    if known is not None:
        leave(known)


def _told(heard: Heard) -> str:
    """The texts of the steps that ask for the story, as far as the path passes them."""
    said = [one for one in heard.walk.passed if one.step.id in STORIES and one.step.kind is StepKind.TEXT]
    return "\n".join(one.given.text for one in said if one.given.text)
