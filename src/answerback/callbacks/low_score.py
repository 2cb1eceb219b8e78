"""Step 10, when it went badly: a low score opens one more call, within what the user agreed to."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid5

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.request import request
from answerback.customers.models import Purpose
from answerback.customers.queries import has_consent
from answerback.customers.stop import forbids
from answerback.journal.write import SYSTEM
from answerback.tickets.entries import write_down
from answerback.tickets.models import Rating
from answerback.wallets.policies import Policies, policies_of

ABOUT = "low_rating"  # the field of `Callback.about` that says why we ring
PRIORITY = 4
DEADLINE = timedelta(days=7)


@transaction.atomic
def follow_up(rating: Rating, *, at: datetime) -> Callback | None:
    """A callback about this rating, once; None when the scores are good, the wallet or the user does not want it.

    A call about the same ticket that is still to come serves as well: nobody is rung twice.
    """
    ticket, policies = rating.ticket, policies_of(rating.ticket.wallet)
    if not policies.low_score_follow_up or not low_scores(rating, policies) or not _may_ring(rating):
        return None
    rows = Callback.objects.for_wallet(ticket.wallet_id)
    coming: Callback | None = rows.filter(ticket=ticket, ended_at=None).first()
    if coming is not None:
        return coming
    event_id = uuid5(rating.id, ABOUT)
    known: Callback | None = rows.filter(event_id=event_id).first()
    return known or _request(rating, sorted(low_scores(rating, policies)), at=at)


def low_scores(rating: Rating, policies: Policies) -> frozenset[str]:
    """Which of the scores are low by the wallet's policy: csat, ces, nps."""
    most = {"csat": policies.low_csat, "ces": policies.low_ces, "nps": policies.low_nps}
    given = {name: getattr(rating, name) for name in most}
    return frozenset(name for name, score in given.items() if score is not None and score <= most[name])


def _may_ring(rating: Rating) -> bool:
    customer = rating.ticket.customer
    is_there = customer.erased_at is None
    return is_there and has_consent(customer, Purpose.SERVICE) and not forbids(customer.stop, Purpose.SERVICE)


def _request(rating: Rating, low: list[str], *, at: datetime) -> Callback:
    ticket = rating.ticket
    callback = request(
        wallet=ticket.wallet,
        customer=ticket.customer,
        kind=Kind.TICKET_SOLVED,
        purpose=Purpose.SERVICE,
        priority=PRIORITY,
        guide=Kind.TICKET_SOLVED.value,
        not_before=at,
        deadline_at=at + DEADLINE,
        matter_id=ticket.matter_id,
        event_id=uuid5(rating.id, ABOUT),
        ticket=ticket,
        about={ABOUT: ",".join(low)},
        by=SYSTEM,
        at=at,
    )
    data = {"callback": callback.id, "low": low, "closing": rating.closing}
    write_down(ticket, "rating.followed_up", by=SYSTEM, at=at, data=data)
    return callback
