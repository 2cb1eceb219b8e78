"""The report from a wallet's own week: gathered, frozen, counted anew, on the page and in the file."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from answerback.findings.hazards.models import Hazard
from answerback.findings.suggestions.evidence import Weight
from answerback.findings.suggestions.models import Asked, Suggestion, SuggestionGroup
from answerback.insight.weekly.facts import Change, Facts
from answerback.insight.weekly.freeze import Told, changed_since, freeze, step, told
from answerback.insight.weekly.gather import gather, share_moved
from answerback.insight.weekly.models import Snapshot
from answerback.insight.weekly.pdf import pdf_of
from answerback.insight.weekly.report import Report, report_of
from answerback.insight.weekly.week import Week, last_week, running_week, week_of
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.storage.ids import new_id
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from answerback.tickets.promise import keep_promise, make_promise
from tests.cast import Cast, make_cast
from tests.console.cast import House, make_house, now
from tests.insight.story import Story, count_all
from tests.insight.weekly.cast import AFTER, BUSY, MONDAY

DAY = timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def the_week(cast: Cast) -> Week:
    return week_of(cast.wallet, date(2026, 11, 16))


def a_hazard(cast: Cast, **changed: object) -> Hazard:
    fields = {"kind": "shared_secret", "cause": "mistake", "source": "staff", "level": "urgent", "points": 9}
    at = {"opened_at": MONDAY + DAY}
    found: Hazard = Hazard.objects.create(
        wallet=cast.wallet, customer=cast.customer, **{**fields, **at, **changed}
    )
    return found


def a_wished_group(cast: Cast) -> SuggestionGroup:
    group = SuggestionGroup.objects.create(
        wallet=cast.wallet,
        title_en="A bigger button",
        title_zh="按钮大一些",
        topic="look",
        state_at=MONDAY,
        made_at=MONDAY,
    )
    for customer in (cast.customer, cast.stranger):
        Asked.objects.create(
            wallet=cast.wallet, customer=customer, conversation_id=new_id(), asked_at=MONDAY + DAY
        )
    Suggestion.objects.create(
        wallet=cast.wallet,
        customer=cast.customer,
        source="conversation",
        conversation_id=new_id(),
        step="s_better",
        topic="look",
        words="按钮太小，找不到。",
        language="zh-hans",
        made_at=MONDAY + DAY,
        group=group,
    )
    return group


def a_promise(cast: Cast, *, kept: bool) -> None:
    ticket = open_ticket(
        cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=cast.li_lei, at=MONDAY, origin=str(new_id())
    )
    made = make_promise(ticket, text="周三前回电。", due_at=MONDAY + 2 * DAY, by=cast.li_lei, at=MONDAY)
    if kept:
        keep_promise(made, by=cast.li_lei, at=MONDAY + DAY)


def calls(cast: Cast, count: int, *, week: int = 0, proven: int = 0) -> None:
    """Callbacks asked for and answered in the week so many weeks before; the first of them proven."""
    at = MONDAY - 7 * week * DAY + timedelta(hours=10)
    for number in range(count):
        story = Story(cast.wallet.id)
        story.request(at)
        story.call(at, proven=number < proven)
    count_all(at + DAY)


def test_a_week_runs_from_monday_to_sunday_where_the_wallet_is(cast: Cast) -> None:
    week = the_week(cast)

    assert (week.monday, week.sunday, week.since) == (date(2026, 11, 16), date(2026, 11, 22), MONDAY)
    assert last_week(cast.wallet, at=AFTER) == week
    assert running_week(cast.wallet, at=AFTER).monday == date(2026, 11, 23)
    assert (week.is_over(week.until), week.is_over(week.until - timedelta(seconds=1))) == (True, False)


def test_the_facts_are_what_happened_in_the_week(cast: Cast) -> None:
    group = a_wished_group(cast)
    a_hazard(cast)
    a_hazard(cast, kind="lost_device", level="low", opened_at=MONDAY - DAY)
    a_hazard(cast, kind="weak_password", state="withdrawn")
    a_promise(cast, kept=True)

    found = gather(cast.wallet, the_week(cast), at=AFTER)

    assert (found.hazards.found, found.hazards.urgent_open, found.hazards.ownerless) == (1, 1, 1)
    assert [(one.group, one.suggesters, one.asked, one.people) for one in found.wishes] == [
        (str(group.id), 1, 2, 1)
    ]
    assert (found.promises.due, found.promises.kept, found.promises.by_kind) == (1, 1, ())


def test_a_change_beyond_chance_is_found_in_the_counts_and_noise_is_not(cast: Cast) -> None:
    calls(cast, 40, week=1, proven=10)
    calls(cast, 40, week=0, proven=38)

    figures = {one.name: one for one in gather(cast.wallet, the_week(cast), at=AFTER).figures}

    proven, requested = figures["proven"], figures["requested"]
    assert (proven.value, proven.before, proven.n, proven.change) == (0.95, 0.25, 40, Change.UP)
    assert (requested.value, requested.before, requested.change) == (40, 40, Change.ALIKE)
    assert figures["csat"].change is Change.TOO_FEW


def test_a_running_week_compares_no_counts(cast: Cast) -> None:
    calls(cast, 40, week=1)

    found = gather(cast.wallet, the_week(cast), at=MONDAY + DAY)

    assert {one.name: one.change for one in found.figures}["requested"] is Change.TOO_FEW


def test_a_finished_week_is_frozen_once_and_stays_as_it_was(cast: Cast) -> None:
    a_hazard(cast)
    count_all(AFTER)
    week = the_week(cast)

    first = freeze(cast.wallet, week, by=SYSTEM, at=AFTER)
    Hazard.objects.for_wallet(cast.wallet).delete()
    again = freeze(cast.wallet, week, by=SYSTEM, at=AFTER + DAY)

    assert first is not None and again is not None and first.id == again.id
    report = told(cast.wallet, week, at=AFTER + DAY)
    assert (report.facts.hazards.found, report.frozen_at, report.so_far) == (1, AFTER, False)
    assert changed_since(cast.wallet, report, at=AFTER + DAY) == ["hazards"]
    assert Entry.objects.for_wallet(cast.wallet).filter(kind="weekly.frozen").count() == 1


def test_what_is_counted_anew_unchanged_is_the_same(cast: Cast) -> None:
    a_wished_group(cast)
    a_promise(cast, kept=False)
    count_all(AFTER)
    week = the_week(cast)
    freeze(cast.wallet, week, by=SYSTEM, at=AFTER)

    assert changed_since(cast.wallet, told(cast.wallet, week, at=AFTER + DAY), at=AFTER + DAY) == []


def test_a_running_week_is_not_frozen(cast: Cast) -> None:
    week = the_week(cast)

    assert freeze(cast.wallet, week, by=SYSTEM, at=week.until) is None
    assert told(cast.wallet, week, at=week.until - DAY).so_far
    assert not Snapshot.objects.for_wallet(cast.wallet).exists()


def test_the_loop_freezes_every_wallet_once(cast: Cast) -> None:
    make_cast("qingtan", "+8617000000031")
    frozen = []

    for at in (AFTER, AFTER, AFTER + 7 * DAY):
        count_all(at)
        frozen.append(step(at))
    assert frozen == [2, 0, 2]


def test_a_week_whose_entries_are_not_all_counted_is_frozen_later(cast: Cast) -> None:
    week, story = the_week(cast), Story(cast.wallet.id)
    story.request(MONDAY + DAY)

    assert freeze(cast.wallet, week, by=SYSTEM, at=AFTER) is None
    count_all(AFTER)
    frozen = freeze(cast.wallet, week, by=SYSTEM, at=AFTER)

    assert frozen is not None
    figures = {one.name: one.n for one in Facts.from_kept(frozen.facts).figures}
    assert figures["requested"] == 1


def test_what_is_due_later_in_a_running_week_has_not_fallen_due(cast: Cast) -> None:
    a_promise(cast, kept=False)
    week = the_week(cast)

    due = [gather(cast.wallet, week, at=MONDAY + day * DAY).promises.due for day in (1, 3)]
    assert due == [0, 1]


def test_a_wish_moves_only_by_more_than_chance(cast: Cast) -> None:
    changes = [
        share_moved(Weight(asked=now[1], suggesters=now[0]), Weight(asked=before[1], suggesters=before[0]))
        for now, before in (((20, 40), (1, 40)), ((3, 40), (1, 40)), ((1, 40), (20, 40)), ((9, 9), (0, 40)))
    ]
    assert changes == [Change.UP, Change.ALIKE, Change.DOWN, Change.TOO_FEW]


def test_facts_survive_being_kept() -> None:
    assert Facts.from_kept(BUSY.as_kept()) == BUSY


def a_report(cast: Cast, language: str) -> Report:
    a_wished_group(cast)
    with translation.override(language):
        return report_of(cast.wallet, Told(the_week(cast), BUSY, AFTER, so_far=False))


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_sentence_and_cell_can_be_taken_out_of_the_pdf_again(cast: Cast, language: str) -> None:
    report = a_report(cast, language)

    with translation.override(language):
        text = text_of(pdf_of(report))

    said = [sentence for section in report.sections for sentence in section.sentences]
    said += [cell for table in report.tables for row in table.rows for cell in row]
    said += [report.title, report.wallet, report.span, report.status]
    assert [one for one in said if "".join(one.split()) not in text] == []


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_the_pdf_says_its_title_and_language_and_has_an_outline(cast: Cast, language: str, tag: str) -> None:
    report = a_report(cast, language)

    with translation.override(language):
        reader = PdfReader(io.BytesIO(pdf_of(report)))

    root = reader.trailer["/Root"]
    assert root["/Lang"] == tag
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert reader.metadata is not None
    assert reader.metadata.title == f"{report.title} · {report.wallet}"
    assert len(list(reader.outline)) >= 1


def test_the_same_facts_give_the_same_bytes(cast: Cast) -> None:
    report = a_report(cast, "zh-hans")

    with translation.override("zh-hans"):
        assert pdf_of(report) == pdf_of(report)


def test_a_chinese_title_in_the_english_file_can_be_read(cast: Cast) -> None:
    group = a_wished_group(cast)
    SuggestionGroup.objects.for_wallet(cast.wallet).update(title_en="按钮 bigger")
    with translation.override("en"):
        found = gather(cast.wallet, the_week(cast), at=AFTER)
        report = report_of(cast.wallet, Told(the_week(cast), found, None, so_far=False))
        text = text_of(pdf_of(report))

    assert UUID(found.wishes[0].group) == group.id
    assert "“按钮bigger”" in text


@pytest.fixture
def house(db: None, settings) -> House:
    settings.DEMO = True
    return make_house()


def test_an_analyst_reads_it_without_a_users_word_and_a_supervisor_with(house: House) -> None:
    a_wished_group(house.cast)
    week = running_week(house.cast.wallet, at=now())
    SuggestionGroup.objects.for_wallet(house.cast.wallet).update(made_at=now())
    Suggestion.objects.for_wallet(house.cast.wallet).update(made_at=now() - timedelta(minutes=5))
    Asked.objects.for_wallet(house.cast.wallet).update(asked_at=now() - timedelta(minutes=5))
    address = reverse("console:weekly") + f"?week={week.monday}"

    analyst = house.client(house.analyst).get(address).content.decode()
    supervisor = house.lead.get(address).content.decode()

    assert "A bigger button" in analyst and "按钮太小，找不到。" not in analyst
    assert "按钮太小，找不到。" in supervisor
    assert "these are the figures so far" in analyst
    assert house.admin.get(address).status_code == 403


def test_the_file_is_a_pdf_in_the_language_asked_for_and_holds_no_quote(house: House) -> None:
    a_wished_group(house.cast)
    Suggestion.objects.for_wallet(house.cast.wallet).update(made_at=now() - timedelta(minutes=5))
    week = running_week(house.cast.wallet, at=now())
    address = reverse("console:weekly_pdf") + f"?week={week.monday}&language="

    chinese = house.lead.get(address + "zh-hans")

    assert (chinese.status_code, chinese["Content-Type"]) == (200, "application/pdf")
    assert "五分钟看一周" in text_of(chinese.content)
    assert "按钮太小" not in text_of(chinese.content)
    assert house.lead.get(address + "xx").status_code == 404


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "0001-01-01", "9999-12-31"])
def test_a_week_that_is_none_is_not_there(house: House, day: str) -> None:
    assert house.lead.get(reverse("console:weekly") + f"?week={day}").status_code == 404


def test_another_wallets_week_is_its_own(house: House) -> None:
    a_hazard(house.other)

    with transaction.atomic():
        found = gather(house.cast.wallet, the_week(house.cast), at=AFTER)

    assert found.hazards.found == 0
