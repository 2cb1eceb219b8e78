"""The half-hours a person may choose."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from answerback.calling import BY_APPOINTMENT, DEFAULT, EveryDay, country_of, is_zone, slots, zones_of

SHANGHAI = "Asia/Shanghai"
CLOCK = ZoneInfo(SHANGHAI)
MONDAY = date(2026, 11, 23)


def test_slots_begin_after_notice_and_end_before_closing() -> None:
    now = datetime(2026, 11, 23, 17, 50, tzinfo=CLOCK)

    found = [
        moment.astimezone(CLOCK).strftime("%H:%M") for moment in slots(MONDAY, MONDAY, SHANGHAI, DEFAULT, now)
    ]

    assert found == ["18:30", "19:00", "19:30", "20:00"]


def test_slots_by_appointment_include_noon_and_rest_days() -> None:
    sunday = date(2026, 11, 29)

    found = slots(sunday, sunday, SHANGHAI, BY_APPOINTMENT, datetime(2026, 11, 23, tzinfo=UTC))

    assert (len(found), found[0]) == (24, datetime(2026, 11, 29, 9, tzinfo=CLOCK))


def test_slots_of_several_days_are_in_order_and_in_utc() -> None:
    found = slots(MONDAY, date(2026, 11, 24), SHANGHAI, DEFAULT, datetime(2026, 11, 20, tzinfo=UTC))

    assert (len(found), found == sorted(found), {moment.tzinfo for moment in found}) == (38, True, {UTC})


def test_slots_fall_on_half_hours_of_crooked_zones() -> None:
    found = slots(
        MONDAY, MONDAY, "Asia/Kathmandu", DEFAULT, datetime(2026, 11, 20, tzinfo=UTC), holidays=EveryDay()
    )

    assert found[0] == datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Kathmandu"))


def test_slots_on_the_day_the_clock_changes_are_neither_lost_nor_doubled() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        found = slots(day, day, "Europe/Berlin", BY_APPOINTMENT, datetime(2026, 1, 1, tzinfo=UTC))
        assert (len(found), len(set(found))) == (24, 24)


def test_slots_backwards_are_none() -> None:
    assert (
        slots(MONDAY, MONDAY - timedelta(days=1), SHANGHAI, DEFAULT, datetime(2026, 1, 1, tzinfo=UTC)) == []
    )


def test_zones_mainland_china_has_one_time() -> None:
    assert (zones_of("CN"), country_of("Asia/Urumqi"), country_of("UTC")) == ((SHANGHAI,), "CN", None)


def test_zones_what_is_no_zone_is_refused() -> None:
    assert [is_zone(name) for name in ("Asia/Shanghai", "", "../etc/passwd", "Asia", "Mars/Olympus")] == [
        True,
        False,
        False,
        False,
        False,
    ]
