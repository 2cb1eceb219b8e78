"""Back into the case: the agent who has just said yes reads six digits, the user types them in his own portal.

The PIN proves that somebody has seen this customer's portal, no more; it opens no case. As in every call, the agent
speaks and the user types (design, section 5), and the server compares.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.prove import DIGITS, LIVES, TRIES, Checked
from answerback.customers.models import Customer
from answerback.hotline.answer import cleaned
from answerback.hotline.models import Joining, Question
from answerback.hotline.refusals import NothingToRejoin
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.people.models import Membership

PER_QUESTION = 3
ASKED_WITHIN = timedelta(minutes=15)
SEEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Case:
    """What the agent sees after the user's proof."""

    callback: Callback
    attempt: Attempt


def question_of(agent: Membership, question_id: UUID, *, at: datetime) -> Question | None:
    """The yes that this agent gave within the last half hour."""
    rows = Question.objects.for_wallet(agent.wallet_id).filter(id=question_id, agent=agent, pin__isnull=False)
    found: Question | None = rows.filter(at__gt=at - SEEN_FOR).select_related("pin__customer").first()
    return found


def make_code(question: Question, agent: Membership, *, by: Actor, at: datetime) -> Joining:
    """The open code of this question, or the next of three. Raises `NothingToRejoin`."""
    pin = question.pin
    if pin is None or question.agent_id != agent.id or at - question.at > ASKED_WITHIN:
        raise NothingToRejoin
    with transaction.atomic():
        Customer.objects.for_wallet(pin.wallet_id).select_for_update().get(id=pin.customer_id)
        rows = Joining.objects.for_wallet(pin.wallet_id)
        mine = rows.filter(question=question)
        opened = open_code(question, at=at)
        if opened is not None:
            return opened
        number = mine.count() + 1
        if number > PER_QUESTION or mine.filter(matched_at__isnull=False).exists():
            raise NothingToRejoin
        rows.filter(customer=pin.customer, matched_at=None, void_at=None).update(void_at=at)
        joining = Joining(
            wallet_id=pin.wallet_id,
            question=question,
            customer=pin.customer,
            agent=agent,
            number=number,
            sealed=f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}",
            made_at=at,
            expires_at=at + LIVES,
        )
        joining.save(force_insert=True)
        _tell(joining, "hotline_code.made", by, at, Audience.STAFF)
    return joining


def open_code(question: Question, *, at: datetime) -> Joining | None:
    """The code that the agent of this question reads out now."""
    rows = Joining.objects.for_wallet(question.wallet_id).filter(
        question=question, matched_at=None, void_at=None
    )
    found: Joining | None = rows.filter(expires_at__gt=at).first()
    return found


def wanted_of(customer: Customer, *, at: datetime) -> Joining | None:
    """The code that this customer may type now: only then does his page show the field."""
    rows = Joining.objects.for_wallet(customer.wallet_id).filter(
        customer=customer, matched_at=None, void_at=None
    )
    found: Joining | None = rows.filter(expires_at__gt=at).first()
    return found


def check(customer: Customer, typed: str, *, by: Actor, at: datetime) -> Checked:
    """Compare what the user typed; a match shows the agent the case. Every wrong one costs a try."""
    digits = cleaned(typed)
    if len(digits) != DIGITS:
        return Checked.NOT_DIGITS
    with transaction.atomic():
        Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
        joining = wanted_of(customer, at=at)
        if joining is None:
            return Checked.NO_CODE
        rows = Joining.objects.for_wallet(customer.wallet_id).filter(id=joining.id)
        if hmac.compare_digest(joining.sealed.encode(), digits.encode()):
            rows.update(matched_at=at)
            _tell(joining, "hotline.rejoined", by, at, Audience.CUSTOMER)
            return Checked.MATCHED
        tries = joining.tries + 1
        rows.update(tries=tries, void_at=at if tries >= TRIES else None)
        _tell(joining, "hotline_code.missed", by, at, Audience.CUSTOMER)
        return Checked.WRONG


def case_of(question: Question, *, at: datetime) -> Case | None:
    """The case behind a yes, for half an hour, once the user has proven himself; nothing before."""
    pin = question.pin
    proven = Joining.objects.for_wallet(question.wallet_id).filter(
        question=question, matched_at__gt=at - SEEN_FOR
    )
    if pin is None or not proven.exists():
        return None
    rows = Attempt.objects.for_wallet(question.wallet_id).filter(id=pin.attempt_id)
    attempt = rows.select_related("callback__ticket", "agent").first()
    return Case(attempt.callback, attempt) if attempt else None


def _tell(joining: Joining, kind: str, by: Actor, at: datetime, audience: Audience) -> None:
    write(
        kind,
        wallet_id=joining.wallet_id,
        subject=Subject("hotline_question", joining.question_id),
        by=by,
        at=at,
        customer_id=joining.customer_id,
        audience=audience,
        data={"number": joining.number, "agent": str(joining.agent_id)},
    )
