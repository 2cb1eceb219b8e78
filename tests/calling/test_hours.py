"""Calling hours on the clock of the person who is rung."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.calling import (
    BY_APPOINTMENT,
    DEFAULT,
    EVERY_DAY,
    URGENT,
    EveryDay,
    Hours,
    NeverAllowed,
    Window,
    is_allowed,
    next_allowed,
)

SHANGHAI = "Asia/Shanghai"
WORKED = EveryDay()


def at(zone: str, *moment: int, fold: int = 0) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("hour", "minute", "allowed"),
    [
        (8, 59, False),
        (9, 0, True),
        (11, 59, True),
        (12, 0, False),
        (13, 59, False),
        (14, 0, True),
        (20, 29, True),
        (20, 30, False),
        (23, 0, False),
    ],
)
def test_is_allowed_default_hours_on_a_working_day(hour: int, minute: int, allowed: bool) -> None:
    assert is_allowed(at(SHANGHAI, 2026, 11, 23, hour, minute), SHANGHAI) is allowed


def test_is_allowed_judges_by_the_clock_of_the_person_not_ours() -> None:
    moment = at(SHANGHAI, 2026, 11, 23, 10)

    assert (is_allowed(moment, SHANGHAI), is_allowed(moment, "America/Los_Angeles")) == (True, False)


def test_is_allowed_unknown_zone_needs_every_candidate_to_agree() -> None:
    candidates = ("America/New_York", "America/Los_Angeles")

    assert not is_allowed(at("America/New_York", 2026, 11, 23, 10), candidates, EVERY_DAY)
    assert next_allowed(at("America/New_York", 2026, 11, 23, 10), candidates, EVERY_DAY) == at(
        "America/Los_Angeles", 2026, 11, 23, 11
    )


def test_next_allowed_rests_on_a_sunday() -> None:
    assert next_allowed(at(SHANGHAI, 2026, 11, 22, 17), SHANGHAI) == at(SHANGHAI, 2026, 11, 23, 9)


def test_next_allowed_rings_on_a_saturday_worked_for_a_holiday() -> None:
    saturday = at(SHANGHAI, 2026, 10, 10, 10)

    assert next_allowed(saturday, SHANGHAI) == saturday


def test_next_allowed_rests_through_national_day() -> None:
    assert next_allowed(at(SHANGHAI, 2026, 9, 30, 21), SHANGHAI) == at(SHANGHAI, 2026, 10, 8, 9)


def test_next_allowed_a_year_without_a_published_calendar_still_answers() -> None:
    assert next_allowed(at(SHANGHAI, 2031, 10, 1, 10), SHANGHAI) > at(SHANGHAI, 2031, 10, 1, 10)


def test_outer_limit_cuts_wider_windows() -> None:
    wide = Hours(windows=(Window(time(6), time(23)),))

    assert next_allowed(at(SHANGHAI, 2026, 11, 23, 6), SHANGHAI, wide, WORKED) == at(
        SHANGHAI, 2026, 11, 23, 9
    )
    assert not is_allowed(at(SHANGHAI, 2026, 11, 23, 21), SHANGHAI, wide, WORKED)


def test_urgent_warning_may_ring_at_night() -> None:
    night = at(SHANGHAI, 2026, 10, 1, 3)

    assert (is_allowed(night, SHANGHAI, URGENT), is_allowed(night, SHANGHAI, BY_APPOINTMENT)) == (True, False)


def test_window_across_midnight_belongs_to_the_day_it_opened() -> None:
    friday_night = Hours(windows=(Window(time(22), time(2)),), outer=None)

    assert is_allowed(at(SHANGHAI, 2026, 11, 21, 1, 59), SHANGHAI, friday_night)
    assert not is_allowed(at(SHANGHAI, 2026, 11, 21, 22), SHANGHAI, friday_night)
    assert next_allowed(at(SHANGHAI, 2026, 11, 21, 2), SHANGHAI, friday_night) == at(
        SHANGHAI, 2026, 11, 23, 22
    )


def test_next_allowed_window_that_opens_in_the_skipped_hour_opens_with_the_new_clock() -> None:
    early = Hours(windows=(Window(time(2, 30), time(5)),), outer=None)

    found = next_allowed(at("Europe/Berlin", 2026, 3, 29, 0), "Europe/Berlin", early, WORKED)

    assert found == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_next_allowed_hour_that_comes_twice_is_allowed_twice() -> None:
    early = Hours(windows=(Window(time(2, 30), time(2, 45)),), outer=None)
    first = at("Europe/Berlin", 2026, 10, 25, 2, 30)

    assert next_allowed(first - timedelta(hours=1), "Europe/Berlin", early, WORKED) == first
    assert next_allowed(first + timedelta(minutes=15), "Europe/Berlin", early, WORKED) == first + timedelta(
        hours=1
    )


def test_hours_without_a_window_say_so() -> None:
    with pytest.raises(NeverAllowed):
        next_allowed(at(SHANGHAI, 2026, 11, 23, 9), SHANGHAI, Hours(windows=()), WORKED)


ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
]
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
WINDOWS = st.tuples(CLOCKS, CLOCKS).map(lambda ends: Window(*ends))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=150, deadline=None)
@given(
    MOMENTS,
    st.sampled_from(ZONES),
    st.lists(WINDOWS, min_size=1, max_size=3),
    st.sampled_from([None, DEFAULT.outer]),
)
def test_next_allowed_is_allowed_and_nothing_before_it_is(
    moment: datetime, zone: str, windows: list[Window], outer: Window | None
) -> None:
    hours = Hours(windows=tuple(windows), outer=outer)
    moment = moment.replace(microsecond=0)

    try:
        found = next_allowed(moment, zone, hours, WORKED)
    except NeverAllowed:
        found = moment + timedelta(days=3)
    else:
        assert is_allowed(found, zone, hours, WORKED)

    minutes = range(int(min(found - moment, timedelta(days=3)).total_seconds()) // 60)
    assert found >= moment
    assert not any(is_allowed(moment + timedelta(minutes=step), zone, hours, WORKED) for step in minutes[::7])
    if found > moment:
        assert not is_allowed(
            found - timedelta(seconds=1), zone, hours, WORKED
        ) or found == moment + timedelta(days=3)


@given(MOMENTS, st.sampled_from(ZONES))
def test_default_hours_never_ring_outside_nine_to_nine(moment: datetime, zone: str) -> None:
    clock = next_allowed(moment, zone, DEFAULT).astimezone(ZoneInfo(zone)).time()

    assert time(9) <= clock < time(20, 30)


def test_unknown_country_still_rests_at_the_weekend() -> None:
    assert next_allowed(at("UTC", 2026, 11, 21, 10), "UTC") == at("UTC", 2026, 11, 23, 9)
    assert date(2026, 11, 23).weekday() == 0
