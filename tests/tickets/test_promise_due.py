"""Working days where the customer lives."""

from datetime import UTC, date, datetime

import pytest

from answerback.tickets.kinds import PromiseKind
from answerback.tickets.promise_due import end_of, in_working_days
from answerback.tickets.promise_phrases import ready_promise, ready_promises
from tests.tickets.cast import NOON

SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("told", "days", "zone", "due"),
    [
        (datetime(2026, 11, 23, 4, tzinfo=UTC), 0, SHANGHAI, "2026-11-23T10:00:00+00:00"),
        (datetime(2026, 11, 20, 12, tzinfo=UTC), 3, SHANGHAI, "2026-11-25T10:00:00+00:00"),
        (datetime(2026, 9, 30, 4, tzinfo=UTC), 1, SHANGHAI, "2026-10-08T10:00:00+00:00"),
        (datetime(2026, 12, 24, 15, tzinfo=UTC), 1, "Europe/London", "2026-12-29T18:00:00+00:00"),
        (datetime(2026, 11, 20, 23, tzinfo=UTC), 1, "America/New_York", "2026-11-23T23:00:00+00:00"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays_of_the_country(told, days, zone, due):
    assert in_working_days(told, days, zone=zone).isoformat() == due


def test_number_of_days_has_an_end():
    with pytest.raises(ValueError, match="61"):
        in_working_days(NOON, 61, zone=SHANGHAI)


def test_end_of_a_day_is_six_in_the_evening_there():
    assert end_of(date(2026, 11, 25), zone=SHANGHAI) == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_ready_promise_names_its_time_in_the_customers_language(lanyue):
    ready = ready_promises(lanyue, language="zh-hans", zone=SHANGHAI, at=NOON)
    money = ready_promise("money_in_3_days", ready)

    assert money is not None
    assert (money.kind, money.due_at) == (PromiseKind.MONEY, datetime(2026, 11, 26, 10, tzinfo=UTC))
    assert "18:00" in money.text
    assert "三个工作日" in money.text
    assert ready_promise("nothing", ready) is None


def test_wallet_that_cannot_give_money_back_does_not_promise_it(qingtan):
    ready = ready_promises(qingtan, language="en", zone=SHANGHAI, at=NOON)
    assert [one.code for one in ready] == [
        "call_next_day",
        "call_in_3_days",
        "news_next_day",
        "news_in_3_days",
    ]
