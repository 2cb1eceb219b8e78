"""A fault of the product is told from a season: one member of a family rises, and not the whole family."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from answerback.insight.changes import Change, Days, changes
from answerback.insight.rises import rises
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet
from tests.insight.story import Story, count_all, counts

FIRST = date(2026, 1, 1)
LAST = date(2026, 6, 30)
BROKEN = date(2026, 5, 4)


def _daily(usual: int, *, many: int = 0, since: date = LAST, until: date = LAST) -> Days:
    """So many each day, and so many from one day to another."""
    days = (FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1))
    return {day: many if since <= day <= until and many else usual for day in days}


def _found(**members: Days) -> list[tuple[str, date]]:
    return [(one.member, one.since) for one in changes({"rail": members}, since=FIRST, until=LAST)]


def test_a_member_that_rises_alone_is_found_with_the_day_it_began() -> None:
    assert _found(bank=_daily(3, many=9, since=BROKEN), card=_daily(6), inside=_daily(9)) == [
        ("bank", BROKEN)
    ]


def test_what_is_said_of_it_is_exact() -> None:
    members = {"bank": _daily(3, many=9, since=BROKEN), "card": _daily(6), "inside": _daily(9)}
    (one,) = changes({"rail": members}, since=FIRST, until=LAST)
    assert one == Change(
        "rail",
        "bank",
        since=BROKEN,
        found_on=one.found_on,
        ended_on=None,
        ratio=one.n / one.expected,
        n=one.n,
        expected=one.expected,
        excess=one.excess,
    )
    assert BROKEN < one.found_on <= BROKEN + timedelta(days=7)
    assert (21, 3 * 7 + 6 * (one.found_on - BROKEN).days + 6) == (round(one.expected), one.n)


def test_a_season_that_brings_more_of_all_of_them_is_no_fault() -> None:
    sale = {"since": date(2026, 5, 1), "until": date(2026, 5, 14)}
    assert _found(bank=_daily(3, many=9, **sale), card=_daily(6, many=18, **sale)) == []


def test_a_rise_of_few_things_wakes_nobody() -> None:
    assert (
        _found(bank=_daily(0, many=1, since=BROKEN, until=BROKEN + timedelta(days=5)), card=_daily(6)) == []
    )


def test_an_alarm_ends_when_the_rise_does() -> None:
    repaired = BROKEN + timedelta(days=20)
    members = {"bank": _daily(3, many=12, since=BROKEN, until=repaired), "card": _daily(9)}
    (one,) = changes({"rail": members}, since=FIRST, until=LAST)
    assert one.ended_on is not None
    assert repaired < one.ended_on <= repaired + timedelta(days=7)


def test_without_eight_weeks_before_nothing_is_said() -> None:
    short = {
        day: n for day, n in _daily(3, many=30, since=date(2026, 2, 1)).items() if day < date(2026, 2, 20)
    }
    assert _found(bank=short, card=dict.fromkeys(short, 5)) == []


def test_a_family_of_one_has_nothing_to_be_compared_with() -> None:
    assert _found(chain=_daily(3, many=30, since=BROKEN)) == []


def test_answers_are_counted_by_day_and_a_rise_among_them_is_said(lanyue: Wallet) -> None:
    story, zone = Story(lanyue.id), ZoneInfo(lanyue.zone)
    noon = datetime(2026, 1, 1, 12, tzinfo=zone).astimezone(UTC)
    for day in range(112):
        codes = ["bank"] * (6 if day >= 105 else 1) + ["inside", "merchant"]
        for code in codes:
            data = {"step": "p_rail", "answer": new_id(), "codes": [code], "changed": False}
            story.write("conversation.answered", "conversation", new_id(), noon + timedelta(days=day), **data)
    count_all(noon)

    (rise,) = rises(lanyue, date(2026, 4, 22))
    assert (rise.change.member, rise.change.since, rise.is_standing) == ("bank", date(2026, 4, 16), True)
    assert rise.sentence.startswith("Payments to or from a bank that went wrong: ")
    assert "since 2026-04-16 (n=" in rise.sentence


def test_a_changed_answer_takes_the_place_of_the_first(lanyue: Wallet) -> None:
    story, conversation = Story(lanyue.id), new_id()
    at = datetime(2026, 1, 1, 4, tzinfo=UTC)
    for minute, code in enumerate(("pay", "look")):
        data = {"step": "s_where", "answer": new_id(), "codes": [code], "changed": bool(minute)}
        story.write(
            "conversation.answered", "conversation", conversation, at + timedelta(minutes=minute), **data
        )
    count_all(at)

    assert counts(lanyue.id) == {("2026-01-01", "screen.look", "said"): 1}
