"""A low score opens one more call, within what the user agreed to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from answerback.callbacks.low_score import follow_up
from answerback.callbacks.models import Callback
from answerback.customers.models import Consent, Stop
from answerback.customers.stop import stop
from answerback.findings.offers.standing import open_tickets
from answerback.journal.models import Entry
from answerback.tickets.kinds import Category
from answerback.tickets.models import Rating
from answerback.tickets.open import open_ticket
from answerback.tickets.rate import rate
from answerback.tickets.solve import solve
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast


def rated(cast: Cast, **scores: int) -> Rating:
    ticket = open_ticket(
        cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=cast.li_lei, at=NOON, origin="low"
    )
    solve(ticket, by=cast.li_lei, at=NOON)
    return rate(ticket, by=cast.user, at=NOON, **scores)


def planned(cast: Cast) -> list[Callback]:
    return list(Callback.objects.for_wallet(cast.wallet))


@pytest.mark.parametrize(
    ("scores", "low"),
    [
        ({"csat": 2}, "csat"),
        ({"csat": 3}, None),
        ({"ces": 2}, "ces"),
        ({"ces": 3}, None),
        ({"nps": 6}, "nps"),
        ({"nps": 7}, None),
        ({"nps": 0}, "nps"),
        ({"csat": 1, "ces": 7, "nps": 3}, "csat,nps"),
        ({"csat": 5, "ces": 7, "nps": 10}, None),
    ],
)
def test_score_at_the_policys_limit_or_below_opens_a_call(
    cast: Cast, scores: dict[str, int], low: str | None
) -> None:
    callback = follow_up(rated(cast, **scores), at=NOON)
    assert (callback.about if callback else None) == ({"low_rating": low} if low else None)


def test_one_rating_opens_one_call_however_often_it_is_asked(cast: Cast) -> None:
    rating = rated(cast, csat=1)

    first, again = follow_up(rating, at=NOON), follow_up(rating, at=NOON)
    assert first is not None
    Callback.objects.filter(id=first.id).update(ended_at=NOON, state="done")
    after = follow_up(rating, at=NOON + timedelta(days=1))

    assert (first, again, after) == (first, first, first)
    assert (len(planned(cast)), first.ticket_id, first.purpose) == (1, rating.ticket_id, "service")
    assert Entry.objects.get(kind="rating.followed_up").data == {
        "callback": str(first.id),
        "low": ["csat"],
        "closing": 0,
    }


def test_wallet_may_set_its_limits_or_switch_it_off(cast: Cast) -> None:
    rating = rated(cast, csat=2)
    for policies in ({"low_csat": 1}, {"low_score_follow_up": False}):
        cast.wallet.policies = policies
        rating.ticket.wallet = cast.wallet
        assert follow_up(rating, at=NOON) is None


def test_who_agreed_to_no_calls_or_stopped_them_is_not_rung(cast: Cast) -> None:
    rating = rated(cast, csat=1)
    stop(cast.customer, Stop.ALL_BUT_SECURITY, by=cast.user, at=NOON)
    rating.ticket.customer.refresh_from_db()
    assert follow_up(rating, at=NOON) is None

    stop(cast.customer, Stop.NOTHING, by=cast.user, at=NOON)
    Consent.objects.filter(customer=cast.customer).update(withdrawn_at=NOON)
    rating.ticket.customer.refresh_from_db()
    assert (follow_up(rating, at=NOON), planned(cast)) == (None, [])


def test_call_that_is_to_come_about_the_same_ticket_serves_as_well(cast: Cast) -> None:
    first = follow_up(rated(cast, csat=1), at=NOON)
    assert first is not None
    ticket = first.ticket
    Rating.objects.filter(ticket=ticket).update(closing=7)
    second = rate(ticket, by=cast.user, at=NOON, nps=1)

    assert (follow_up(second, at=NOON), len(planned(cast))) == (first, 1)


def test_whoever_was_not_satisfied_is_offered_nothing_in_that_call(cast: Cast) -> None:
    callback = follow_up(rated(cast, csat=1), at=NOON)
    assert callback is not None
    assert open_tickets(callback) == 1
