from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.utils import translation

from answerback.tickets.calendar_entries import ticket_calendar
from answerback.tickets.export import CalendarEntry, EntryStatus, calendar_file, escaped, folded
from answerback.tickets.next_step import set_next_step
from answerback.tickets.promise import keep_promise
from answerback.tickets.reference import spoken
from tests.tickets.cast import LATER, NOON, agent
from tests.tickets.test_promise import DUE, promised

SHANGHAI = timezone(timedelta(hours=8))


def test_whole_file_is_written_to_the_letter():
    entry = CalendarEntry(
        uid="callback-1@answerback",
        begins_at=datetime(2026, 11, 23, 14, 0, tzinfo=SHANGHAI),
        ends_at=datetime(2026, 11, 23, 14, 30, tzinfo=SHANGHAI),
        title="岚月支付回访",
        text="号码末两位 88；我们从不索要密码，\n也不要验证码。",
        url="https://my.lanyue.example/matters/1",
        sequence=2,
        remind_before=timedelta(minutes=15),
        status=EntryStatus.CANCELLED,
    )

    content = calendar_file([entry], made_at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC)).decode()

    assert content.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Answerback//Answerback//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:callback-1@answerback",
        "DTSTAMP:20261122T100000Z",
        "SEQUENCE:2",
        "STATUS:CANCELLED",
        "DTSTART:20261123T060000Z",
        "DTEND:20261123T063000Z",
        "SUMMARY:岚月支付回访",
        "DESCRIPTION:号码末两位 88；我们从不索要密码，\\n也不要验证码。",
        "URL:https://my.lanyue.example/matters/1",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:岚月支付回访",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("text", ["回访" * 80, "a" * 75, "a" * 76, "😀" * 40, "x" * 74 + "😀", ""])
def test_folded_line_is_cut_between_characters_and_reads_back(text):
    content = folded(text)

    pieces = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(piece) for piece in pieces) <= 75
    assert text.startswith(pieces[0].decode())
    assert content.decode().replace("\r\n ", "").removesuffix("\r\n") == text


def test_text_cannot_begin_a_line_of_its_own():
    hostile = "x\r\nEND:VEVENT\rBEGIN:VEVENT\u2028y\x0bz\x00"
    entry = CalendarEntry(uid=hostile, begins_at=NOON, title=hostile, text=hostile, url=hostile)

    lines = calendar_file([entry], made_at=NOON).decode().replace("\r\n ", "").split("\r\n")

    assert (lines.count("BEGIN:VEVENT"), lines.count("END:VEVENT")) == (1, 1)
    assert [line for line in lines if "\n" in line or "\r" in line] == []


def test_semicolons_commas_and_backslashes_are_escaped():
    assert escaped("a; b, c\\d") == "a\\; b\\, c\\\\d"


def test_naive_time_is_a_bug():
    with pytest.raises(ValueError, match="aware"):
        calendar_file([CalendarEntry(uid="u", begins_at=NOON.replace(tzinfo=None), title="t")], made_at=NOON)


def test_calendar_of_a_ticket_holds_what_is_open_in_the_readers_language(ticket, lilei):
    kept = promised(ticket, lilei, text="已经做了。", origin="call:0")
    keep_promise(kept, by=agent(lilei), at=LATER)
    promised(ticket, lilei)
    steps = {
        "next_step": "查询收单行。",
        "next_step_by": DUE,
        "user_step": "找出付款截图。",
        "user_step_by": DUE,
    }
    set_next_step(ticket, by=agent(lilei), at=LATER, **steps)

    with translation.override("zh-hans"):
        content = ticket_calendar(ticket, url="https://my.example/1", now=LATER).decode().replace("\r\n ", "")

    named = spoken(ticket.reference)
    summaries = [line for line in content.split("\r\n") if line.startswith("SUMMARY")]
    assert summaries == [
        f"SUMMARY:岚月支付：我们答应您的事，工单 {named}",
        f"SUMMARY:岚月支付：请您做的事，工单 {named}",
        f"SUMMARY:岚月支付：我们答应您的事，工单 {named}",
    ]
    assert "已经做了" not in content
