"""Step 6, for the record: the answered leg's signed proof, which an auditor can check without asking us."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from answerback.callbacks.models import Attempt
from answerback.callbacks.outcomes import Kind
from answerback.conversations.queries import may_ask, published_guide
from answerback.proofs import issue as proofs
from answerback.wallets.kinds import Line
from answerback.wallets.outbox import queue


def issue(attempt: Attempt, *, at: datetime) -> None:
    """In the transaction that heard sound flow. An agent's own phone has no witness, and so no proof."""
    if attempt.line == Line.MANUAL:
        return
    callback, wallet = attempt.callback, attempt.wallet
    in_app = attempt.line == Line.IN_APP
    proofs.issue(
        callback.customer,
        proofs.Leg(
            attempt_id=attempt.id,
            line=attempt.line,
            caller="" if in_app else wallet.caller_number,
            called=attempt.phone.e164 if attempt.phone and not in_app else "",
            reason=_reason(attempt),
            asks=_asks(attempt),
            agent=attempt.agent.work_number,
            answered_at=at,
        ),
    )


def release(attempt: Attempt, *, at: datetime) -> None:
    """It may be read once the customer has confirmed the call, or it is over; never while a voice only claims.

    The wallet's backend is told where (`proof.readable`), once.
    """
    address = proofs.release(attempt.wallet_id, attempt.id, at=at)
    if address:
        callback = attempt.callback
        body = {
            "callback": str(callback.id),
            "customer": callback.customer.external_id,
            "leg": str(attempt.id),
            "proof": address,
        }
        queue(attempt.wallet, "proof.readable", body, at=at, subject_id=attempt.id)


def _reason(attempt: Attempt) -> str:
    with translation.override(attempt.callback.language):
        return str(Kind(attempt.callback.kind).label)


def _asks(attempt: Attempt) -> tuple[str, ...]:
    callback = attempt.callback
    guide = published_guide(attempt.wallet, slug=callback.guide, kind=callback.kind)
    return tuple(one.asks for one in may_ask(guide, language=callback.language)) if guide else ()
