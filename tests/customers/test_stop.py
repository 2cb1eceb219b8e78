from datetime import timedelta

import pytest

from answerback.customers.models import Customer, Purpose, Stop
from answerback.customers.stop import NotATimeToBeQuiet, forbids, quiet_until, stop
from answerback.journal.models import Entry
from answerback.journal.write import Actor
from tests.customers.cast import NOON

LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("level", "forbidden"),
    [
        (Stop.NOTHING, set()),
        (Stop.OFFERS, {Purpose.MARKETING}),
        (Stop.ALL_BUT_SECURITY, {Purpose.MARKETING, Purpose.SERVICE}),
        (Stop.EVERYTHING, {Purpose.MARKETING, Purpose.SERVICE, Purpose.SECURITY}),
    ],
)
def test_each_level_forbids_what_it_says(level: Stop, forbidden: set[Purpose]) -> None:
    assert {purpose for purpose in Purpose if forbids(level, purpose)} == forbidden


def test_stopping_holds_at_once_and_twice_is_once(customer: Customer) -> None:
    himself = Actor("customer", customer.id)

    stop(customer, Stop.EVERYTHING, by=himself, at=LATER)
    stop(customer, Stop.EVERYTHING, by=himself, at=LATER)

    customer.refresh_from_db()
    assert customer.stop == Stop.EVERYTHING
    assert Entry.objects.filter(kind="customer.stopped").count() == 1


def test_only_the_customer_himself_may_loosen_it_again(customer: Customer) -> None:
    himself = Actor("customer", customer.id)
    stop(customer, Stop.EVERYTHING, by=himself, at=LATER)

    stop(customer, Stop.OFFERS, by=himself, at=LATER)

    customer.refresh_from_db()
    assert customer.stop == Stop.OFFERS


def test_quiet_until_a_moment_and_no_longer_quiet(customer: Customer) -> None:
    himself = Actor("customer", customer.id)

    quiet = quiet_until(customer, LATER + timedelta(days=1), by=himself, at=LATER).quiet_until
    loud = quiet_until(customer, None, by=himself, at=LATER).quiet_until

    assert (quiet, loud) == (LATER + timedelta(days=1), None)


@pytest.mark.parametrize("until", [NOON, NOON - timedelta(days=1), NOON + timedelta(days=400)])
def test_quiet_until_the_past_or_for_years_is_refused(customer: Customer, until: object) -> None:
    with pytest.raises(NotATimeToBeQuiet):
        quiet_until(customer, until, by=Actor("customer", customer.id), at=NOON)  # type: ignore[arg-type]

    customer.refresh_from_db()
    assert customer.quiet_until is None
