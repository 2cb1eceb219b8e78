"""A customer may ask the chains so many times in an hour; a node's bill is nobody's to run up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from answerback.customers.models import Customer
from answerback.journal.write import Subject
from answerback.lookups import examine as examining
from answerback.lookups.endpoints import Endpoints
from answerback.lookups.forget import forget, forget_old
from answerback.lookups.limit import EVERYWHERE, PER_HOUR, examine_within_limit, take
from answerback.lookups.models import AskedThisHour, Triage
from answerback.lookups.refusals import TooManyQuestions, UnknownChoice
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HALF_PAST = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
NEXT_HOUR = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "endpoints", Endpoints)


def ask(customer: Customer, *, at: datetime = HALF_PAST, everywhere: bool = False, **given: str) -> None:
    subject = Subject("customer", customer.id)
    examine_within_limit(customer, given, subject=subject, at=at, everywhere=everywhere)


def test_question_too_many_is_refused_until_the_next_hour(cast: Cast) -> None:
    for _ in range(PER_HOUR):
        ask(cast.customer, chosen="bsc")
    with pytest.raises(TooManyQuestions) as refused:
        ask(cast.customer, chosen="bsc")
    assert (refused.value.retry_at, Triage.objects.for_wallet(cast.wallet).count()) == (NEXT_HOUR, PER_HOUR)

    ask(cast.customer, at=NEXT_HOUR)
    ask(cast.stranger)


def test_looking_everywhere_counts_more(cast: Cast) -> None:
    for _ in range(PER_HOUR // EVERYWHERE):
        ask(cast.customer, everywhere=True)
    with pytest.raises(TooManyQuestions):
        ask(cast.customer)


def test_what_cannot_be_read_counts_nothing(cast: Cast) -> None:
    for _ in range(PER_HOUR + 1):
        with pytest.raises(UnknownChoice):
            ask(cast.customer, chosen="dogecoin")
    ask(cast.customer)


def test_question_that_would_go_over_is_refused_whole(cast: Cast) -> None:
    take(cast.customer, PER_HOUR - 1, at=HALF_PAST)
    with pytest.raises(TooManyQuestions):
        take(cast.customer, 2, at=HALF_PAST)
    take(cast.customer, 1, at=HALF_PAST)


def test_counts_of_past_hours_are_forgotten_and_those_of_a_person_with_him(cast: Cast) -> None:
    take(cast.customer, 1, at=HALF_PAST)
    take(cast.stranger, 1, at=HALF_PAST)
    forget(cast.customer, HALF_PAST)
    assert [one.customer_id for one in AskedThisHour.objects.for_wallet(cast.wallet)] == [cast.stranger.id]

    forget_old(cast.wallet, at=HALF_PAST + timedelta(hours=1))
    assert AskedThisHour.objects.for_wallet(cast.wallet).count() == 1
    forget_old(cast.wallet, at=HALF_PAST + timedelta(hours=3))
    assert AskedThisHour.objects.for_wallet(cast.wallet).count() == 0
