"""Was this call yours, when did it begin and end? The verb behind the official number.

Only a PIN opens a yes, and the yes names our call's beginning and end, so that no other call can borrow it. Whatever is
wrong (the PIN, its age, its owner's wallet, the tries, a hidden number) gives one and the same answer, after the same
questions to the database and one row written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Attempt
from answerback.hotline import limits
from answerback.hotline.models import Pin, Question
from answerback.hotline.pins import DIGITS, began, index_of, indexes_of
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys.seal import blind_index, blind_indexes
from answerback.numbers import NumberError, parse
from answerback.people.models import Membership
from answerback.wallets.models import Wallet

SHOWN_FOR = timedelta(minutes=30)
SAME_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True)
class Answer:
    """`yes` with our call's times: `ended_at` is None while it goes on, `answered_at` when nobody answered."""

    question_id: UUID
    yes: bool
    began_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    zone: str = ""


def answer(
    wallet: Wallet, *, pin: str, calling_number: str, by: Actor, at: datetime, agent: Membership | None = None
) -> Answer:
    """What may be said to somebody who rings and gives `pin`. `calling_number` as the telephone shows it, or "".

    The same question within two minutes has the same answer and costs no try. Raises `AskedTooOften` for an agent.
    """
    digits, number = cleaned(pin), number_of(wallet, calling_number)
    with transaction.atomic():
        Wallet.objects.select_for_update(no_key=True).get(
            id=wallet.id
        )  # tries are counted one after the other
        again = _asked_just_now(wallet, digits, number, agent, at)
        if again is not None:
            return _told(again)
        limits.refuse_busy_agent(agent, at=at)
        found = _found(wallet, digits, number, at)
        question = Question(
            wallet=wallet,
            pin_index=index_of(wallet.id, digits),
            number_index=blind_index(None, number) if number else "",
            agent=agent,
            pin=found,
            at=at,
        )
        question.save(force_insert=True)
        _write_down(question, found, by, at)
        limits.raise_alarm_when_guessed(wallet, at=at)
    return _told(question)


def cleaned(typed: str) -> str:
    """The digits of what was typed or pressed: full-width ones count, blanks and dashes between them do not."""
    plain = unicodedata.normalize("NFKC", typed[:40])
    kept = "".join(one for one in plain if one not in " -\u00a0\t")
    return kept if kept.isascii() and kept.isdigit() else ""


def number_of(wallet: Wallet, text: str) -> str:
    """The calling number as E.164; empty when it was withheld or is none."""
    try:
        return parse(text[:64], wallet.region).e164
    except NumberError:
        return ""


def _found(wallet: Wallet, digits: str, number: str, at: datetime) -> Pin | None:
    """The open PIN, when everything allows it; looked for in any case."""
    indexes = indexes_of(wallet.id, digits)
    rows = Pin.objects.for_wallet(wallet).filter(index__in=indexes, used_at=None, void_at=None)
    found: Pin | None = rows.filter(expires_at__gt=at).first()
    telephones = blind_indexes(None, number) if number else []
    allowed = limits.may_be_answered(wallet, pin_indexes=indexes, number_indexes=telephones, at=at)
    return found if allowed and len(digits) == DIGITS else None


def _asked_just_now(
    wallet: Wallet, digits: str, number: str, agent: Membership | None, at: datetime
) -> Question | None:
    rows = Question.objects.for_wallet(wallet).filter(
        pin_index__in=indexes_of(wallet.id, digits), agent=agent, at__gt=at - SAME_WITHIN
    )
    telephones = blind_indexes(None, number) if number else [""]
    found: Question | None = rows.filter(number_index__in=telephones).select_related("pin__customer").last()
    return found


def _write_down(question: Question, found: Pin | None, by: Actor, at: datetime) -> None:
    """A yes is written where its owner sees it: who asks in his name with his PIN shall not stay unseen."""
    if found is not None:
        Pin.objects.for_wallet(found.wallet_id).filter(id=found.id).update(used_at=at)
    write(
        "hotline.answered",
        wallet_id=question.wallet_id,
        subject=Subject("hotline_question", question.id),
        by=by,
        at=at,
        customer_id=found.customer_id if found else None,
        audience=Audience.CUSTOMER if found else Audience.STAFF,
        data={"yes": found is not None},
    )


def told_before(agent: Membership, question_id: UUID, *, at: datetime) -> Answer | None:
    """What this agent was told within the last half hour, to be shown again."""
    rows = Question.objects.for_wallet(agent.wallet_id).filter(
        id=question_id, agent=agent, at__gt=at - SHOWN_FOR
    )
    question = rows.select_related("pin__customer").first()
    return _told(question) if question is not None else None


def _told(question: Question) -> Answer:
    pin = question.pin
    call = _call(pin) if pin is not None else None
    if pin is None or call is None:
        return Answer(question.id, yes=False)
    return Answer(
        question.id,
        yes=True,
        began_at=began(call),
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        zone=pin.customer.zone,
    )


def _call(pin: Pin) -> Attempt | None:
    found: Attempt | None = Attempt.objects.for_wallet(pin.wallet_id).filter(id=pin.attempt_id).first()
    return found
