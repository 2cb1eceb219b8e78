"""An answer is heard: the offer was said, wanted or not wanted; thanks were given; or the call stayed silent."""

from __future__ import annotations

from uuid import UUID

from answerback.conversations.walk import Passed
from answerback.findings.heard import Heard
from answerback.findings.offers.kinds import Reply, Silence
from answerback.findings.offers.models import Saying, Silent, Thanks
from answerback.findings.offers.ready import why_silent
from answerback.journal.write import Audience, Subject, write

ACCEPTED, REFUSED = "offer.accepted", "offer.refused"


def hear(heard: Heard) -> None:
    """Follow the whole path; hearing the same again changes nothing. What was said stays said."""
    offered = [one for one in heard.walk.passed if one.step.offer]
    if offered:
        _said(heard, _reply(offered))
    if any(one.step.thanks for one in heard.walk.passed):
        _thanked(heard)
        if not offered and any(step.offer for step in heard.walk.guide.steps):
            _silent(heard)


def _said(heard: Heard, reply: Reply) -> None:
    rows = Saying.objects.for_wallet(heard.callback.wallet_id)
    saying = rows.select_for_update().filter(conversation_id=heard.conversation.id).first()
    if saying is None:
        return  # a guide without an offer of its own: nothing was held, nothing is counted
    if saying.said_at is None:
        rows.filter(id=saying.id).update(said_at=heard.at)
        _tell(heard, "offer.said", saying.offer_id)
    if saying.reply != reply:
        rows.filter(id=saying.id).update(reply=reply, replied_at=heard.at if reply else None)
        _tell(heard, f"offer.{reply.value}" if reply else "offer.reply_withdrawn", saying.offer_id)


def _reply(offered: list[Passed]) -> Reply:
    """The last word counts. Who would rather not say is not asked again: that is a refusal."""
    last = offered[-1]
    marks = {mark for code in last.given.codes if (chosen := last.step.choice(code)) for mark in chosen.marks}
    if REFUSED in marks or last.given.declined:
        return Reply.REFUSED
    return Reply.ACCEPTED if ACCEPTED in marks else Reply.NONE


def _thanked(heard: Heard) -> None:
    callback = heard.callback
    _row, is_new = Thanks.objects.for_wallet(callback.wallet_id).get_or_create(
        conversation_id=heard.conversation.id,
        defaults={
            "wallet_id": callback.wallet_id,
            "customer_id": callback.customer_id,
            "callback_id": callback.id,
            "at": heard.at,
        },
    )
    if is_new:
        _write(heard, "thanks.given", Subject("callback", callback.id), {"callback": callback.id})


def _silent(heard: Heard) -> None:
    callback = heard.callback
    reason = why_silent(heard.conversation) or Silence.NONE_FITS
    Silent.objects.for_wallet(callback.wallet_id).get_or_create(
        conversation_id=heard.conversation.id,
        defaults={
            "wallet_id": callback.wallet_id,
            "customer_id": callback.customer_id,
            "reason": reason,
            "at": heard.at,
        },
    )


def _tell(heard: Heard, kind: str, offer_id: UUID) -> None:
    data = {"offer": offer_id, "callback": heard.callback.id}
    _write(heard, kind, Subject("offer", offer_id), data)


def _write(heard: Heard, kind: str, subject: Subject, data: dict[str, UUID]) -> None:
    write(
        kind,
        wallet_id=heard.callback.wallet_id,
        subject=subject,
        by=heard.by,
        at=heard.at,
        customer_id=heard.callback.customer_id,
        audience=Audience.STAFF,
        data=data,
    )
