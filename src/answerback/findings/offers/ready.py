"""Step 7: before the agent sees it, the offer for this conversation is chosen, and held against the user's caps.

Two calls at once never say more than the caps allow: the customer's row is locked while the choice is made.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.conversations.begin import Circumstances
from answerback.conversations.models import Conversation
from answerback.conversations.record import walk_of
from answerback.conversations.update import update_circumstances
from answerback.conversations.walk import Walk
from answerback.customers.models import Customer
from answerback.findings.offers.audience import Facts
from answerback.findings.offers.choose import Chosen, Withheld, choose
from answerback.findings.offers.kinds import Silence
from answerback.findings.offers.models import Offer, Saying
from answerback.findings.offers.standing import Standing
from answerback.journal.write import Actor


def facts_in(callback: Callback, *, language: str = "") -> Facts:
    """What an audience may ask about, in this call; `language`: in which it goes on, if not as it was asked for."""
    customer = callback.customer
    return Facts(language or callback.language, callback.kind, callback.wallet.custody, customer.created_at)


def circumstances_in(
    callback: Callback, standing: Standing, *, at: datetime, conversation: Conversation | None = None
) -> Circumstances:
    """What the conversation should know now: consents, what is open, the offer that fits or why none does."""
    facts = facts_in(callback, language=conversation.language if conversation else "")
    conversation_id = conversation.id if conversation else None
    verdict = choose(callback.customer, facts, standing, at=at, conversation_id=conversation_id)
    event = {name: value for name, value in callback.about.items() if isinstance(value, str | int | bool)}
    return Circumstances(
        consents=standing.consents,
        open_tickets=standing.open_tickets,
        open_hazards=standing.open_hazards,
        event=event,
        offer=str(verdict.offer.id) if isinstance(verdict, Chosen) else "",
        silent=verdict.reason.value if isinstance(verdict, Withheld) else "",
    )


def make_ready(
    callback: Callback, conversation: Conversation, standing: Standing, *, by: Actor, at: datetime
) -> Conversation:
    """Let the conversation know what holds now, and hold the offer that it is about to show.

    Asking again changes nothing, so that a page may ask whenever it is drawn.
    """
    known = circumstances_in(callback, standing, at=at, conversation=conversation)
    current = update_circumstances(conversation, known, by=by, at=at)
    if current.ended_at is None and _is_next(walk_of(current)) and not _holds(current):
        return _hold(callback, current, standing, by=by, at=at)
    return current


@transaction.atomic
def _hold(
    callback: Callback, conversation: Conversation, standing: Standing, *, by: Actor, at: datetime
) -> Conversation:
    """Choose once more with the customer locked; what is then chosen counts from now on."""
    Customer.objects.for_wallet(callback.wallet_id).select_for_update().get(id=callback.customer_id)
    known = circumstances_in(callback, standing, at=at, conversation=conversation)
    current = update_circumstances(conversation, known, by=by, at=at)
    if known.offer:
        Saying.objects.for_wallet(callback.wallet_id).get_or_create(
            conversation_id=conversation.id,
            defaults={
                "wallet_id": callback.wallet_id,
                "offer_id": UUID(known.offer),
                "customer_id": callback.customer_id,
                "callback_id": callback.id,
                "shown_at": at,
            },
        )
    return current


def why_silent(conversation: Conversation) -> Silence | None:
    """Why this conversation offers nothing; None when it does, or may. What was told in it comes first."""
    reason = Silence(conversation.context["silent"]) if conversation.context.get("silent") else None
    if reason is Silence.NO_CONSENT:
        return reason
    return Silence.OPEN_TROUBLE if _told_trouble(walk_of(conversation)) else reason


def offer_in(conversation: Conversation) -> Offer | None:
    """The offer that this conversation may say."""
    chosen = conversation.context.get("offer")
    found: Offer | None = (
        Offer.objects.for_wallet(conversation.wallet_id).filter(id=chosen).first() if chosen else None
    )
    return found


def _is_next(walked: Walk) -> bool:
    return walked.frontier.offer


def _holds(conversation: Conversation) -> bool:
    rows = Saying.objects.for_wallet(conversation.wallet_id)
    return rows.filter(conversation_id=conversation.id).exists()


def _told_trouble(walked: Walk) -> bool:
    return any(mark == "trouble" or mark.startswith("hazard.") for mark in walked.marks)
