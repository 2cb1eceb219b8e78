from datetime import datetime, timedelta

import pytest

from answerback.customers.bring import bring
from answerback.customers.data import CustomerData, NumberData
from answerback.customers.models import Customer
from answerback.customers.queries import Trust, best_number, by_id, customers_of, find, settles_at, trust_in
from answerback.wallets.models import Wallet
from tests.customers.cast import BACKEND, LAST_YEAR, NOON, NUMBER, OTHER_NUMBER

FRESH = NOON - timedelta(hours=71)
OLD = NOON - timedelta(hours=72)


@pytest.mark.parametrize(
    ("number", "trust"),
    [
        (NumberData(NUMBER, verified_at=LAST_YEAR), Trust.GOOD),
        (NumberData(NUMBER), Trust.UNVERIFIED),
        (NumberData(NUMBER, verified_at=LAST_YEAR, changed_at=FRESH), Trust.NUMBER_CHANGED),
        (NumberData(NUMBER, verified_at=LAST_YEAR, changed_at=OLD), Trust.GOOD),
        (NumberData(NUMBER, verified_at=LAST_YEAR, sim_changed_at=FRESH), Trust.SIM_CHANGED),
        (NumberData(NUMBER, verified_at=LAST_YEAR, forwarding=True), Trust.FORWARDING),
    ],
)
def test_a_number_is_trusted_as_far_as_its_history_goes(
    lanyue: Wallet, number: NumberData, trust: Trust
) -> None:
    customer = bring(lanyue, "u-1001", CustomerData(numbers=(number,)), by=BACKEND, at=NOON).customer

    found = best_number(customer, at=NOON)

    assert found is not None
    assert trust_in(found, at=NOON) is trust


@pytest.mark.parametrize(
    ("changed", "settled"), [(None, None), (FRESH, FRESH + timedelta(hours=72)), (OLD, NOON)]
)
def test_a_changed_number_says_when_it_settles(
    lanyue: Wallet, changed: datetime | None, settled: datetime | None
) -> None:
    data = CustomerData(numbers=(NumberData(NUMBER, verified_at=LAST_YEAR, changed_at=changed),))
    customer = bring(lanyue, "u-1001", data, by=BACKEND, at=NOON).customer

    found = best_number(customer, at=NOON)

    assert found is not None
    assert settles_at(found) == settled


def test_the_first_trusted_number_is_rung_before_a_fresh_one(lanyue: Wallet) -> None:
    numbers = (
        NumberData(NUMBER, verified_at=LAST_YEAR, changed_at=FRESH),
        NumberData(OTHER_NUMBER, verified_at=LAST_YEAR),
    )
    customer = bring(lanyue, "u-1001", CustomerData(numbers=numbers), by=BACKEND, at=NOON).customer

    found = best_number(customer, at=NOON)

    assert found is not None
    assert found.e164 == OTHER_NUMBER


def test_another_wallets_customer_is_not_there(customer: Customer, stranger: Customer) -> None:
    assert find(stranger.wallet, "u-1001") is None
    assert by_id(stranger.wallet, customer.id) is None
    assert list(customers_of(stranger.wallet)) == [stranger]
