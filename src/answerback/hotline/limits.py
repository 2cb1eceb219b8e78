"""What stops guessing: tries for each PIN, each telephone, each agent, and an alarm for the whole deployment.

10^8 PINs: with N open ones a guess hits with N / 10^8, and a hit tells two times of day. Caller ids can be forged, so
the count for one telephone slows an honest mistake and a lazy thief; the alarm and the closing stop the other one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db.models import QuerySet

from answerback.hotline.models import Question, Waiting
from answerback.hotline.refusals import AskedTooOften
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Audience, Subject, write
from answerback.people.models import Membership
from answerback.wallets.models import Wallet

A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
TRIES_PER_PIN = 3
MISSES_PER_NUMBER = 3
QUESTIONS_PER_AGENT = 30
MISSES_PER_AGENT = 10
ALARM_AT = 20  # wrong PINs in the deployment within ten minutes
ALARM_WITHIN = timedelta(minutes=10)
CLOSES_AT = 200  # within an hour: then no PIN opens anything until it is quiet again
QUEUED_PER_NUMBER = 3  # a day; withheld numbers count as one telephone
QUEUED_PER_WALLET = 300  # an hour

log = structlog.get_logger("answerback.hotline")


def refuse_busy_agent(agent: Membership | None, *, at: datetime) -> None:
    """Raises `AskedTooOften` for an agent who asks, or misses, too often within an hour."""
    if agent is None:
        return
    rows = Question.objects.for_wallet(agent.wallet_id).filter(agent=agent, at__gt=at - AN_HOUR)
    asked = list(rows.values_list("at", "pin_id"))
    missed = [moment for moment, pin in asked if pin is None]
    if len(asked) >= QUESTIONS_PER_AGENT or len(missed) >= MISSES_PER_AGENT:
        raise AskedTooOften(retry_at=asked[0][0] + AN_HOUR)


def may_be_answered(
    wallet: Wallet, *, pin_indexes: list[str], number_indexes: list[str], at: datetime
) -> bool:
    """Whether this PIN, from this telephone, may be answered now. Asks the same of right and wrong ones."""
    asked = Question.objects.for_wallet(wallet).filter(pin_index__in=pin_indexes, at__gt=at - A_DAY).count()
    missed = _missed(at - A_DAY).filter(number_index__in=number_indexes).count()
    closed = _missed(at - AN_HOUR).count() >= CLOSES_AT
    return asked < TRIES_PER_PIN and missed < MISSES_PER_NUMBER and bool(number_indexes) and not closed


def may_be_queued(wallet: Wallet, *, number_indexes: list[str], at: datetime) -> bool:
    """Whether one more caller without a PIN is written down: rows and journal entries are bounded, words are not."""
    rows = Waiting.objects.for_wallet(wallet)
    of_number = rows.filter(number_index__in=number_indexes, at__gt=at - A_DAY).count()
    of_wallet = rows.filter(at__gt=at - AN_HOUR).count()
    return of_number < QUEUED_PER_NUMBER and of_wallet < QUEUED_PER_WALLET


def raise_alarm_when_guessed(wallet: Wallet, *, at: datetime) -> bool:
    """Once for each spell of guessing: an entry for every supervisor of this wallet, and a line for operators."""
    if _missed(at - ALARM_WITHIN).count() < ALARM_AT:
        return False
    known = Entry.objects.filter(
        wallet_id=wallet.id, kind="hotline.guessing_suspected", at__gt=at - ALARM_WITHIN
    )
    if known.exists():
        return False
    write(
        "hotline.guessing_suspected",
        wallet_id=wallet.id,
        subject=Subject("wallet", wallet.id),
        by=SYSTEM,
        at=at,
        audience=Audience.STAFF,
    )
    log.warning("hotline_guessing_suspected", wallet=wallet.slug)
    return True


def _missed(since: datetime) -> QuerySet[Question]:
    # every wallet: whoever guesses at one number of ours guesses at all
    return Question.objects.filter(pin=None, at__gt=since)
