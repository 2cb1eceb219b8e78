"""The voice of the customer at the console: figures, their weeks and parts, the calls behind them, files."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from answerback.console import figures_export, measuring
from answerback.insight.measures import BY_NAME
from answerback.journal.models import Entry
from tests.console.cast import House
from tests.insight.story import Story, count_all

MONDAY = datetime.fromisoformat("2026-03-16T02:00:00+00:00")
RANGE = {"since": "2026-03-16", "until": "2026-03-29"}


@pytest.fixture
def told(house: House) -> Story:
    """Three satisfied users of 李雷 and one of 韩梅梅 who is not; in the other wallet one more."""
    wallet, agent = house.cast.wallet, house.cast.agent.id
    for day in range(3):
        story = Story(wallet.id, agent=agent).whole(MONDAY + timedelta(days=day))
    Story(wallet.id, agent=house.cast.supervisor.id).whole(MONDAY + timedelta(days=8), csat=1)
    Story(house.other.wallet.id).whole(MONDAY, csat=3)
    count_all(MONDAY)
    return story


def page(client, name="insight", *args, **query):
    response = client.get(reverse(f"console:{name}", args=args), RANGE | query)
    assert response.status_code == 200
    return response


def shown(response):
    return {row.code: (row.value, row.interval, row.parts) for row in response.context["rows"]}


def test_figures_come_with_their_interval_and_what_they_are_made_of(house: House, told: Story) -> None:
    found = shown(page(house.lead))

    assert found["csat"] == ("75.0%", "30.1% to 95.4%", "3 / 4")
    assert found["csat_mean"] == ("4.00", "1.00 to 5.00", "16 / 4")
    assert found["proven"] == ("100.0%", "51.0% to 100.0%", "4 / 4")
    assert found["nps"] == ("–", "–", "–")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", list(BY_NAME))
def test_every_figure_has_a_page_in_both_languages(
    house: House, told: Story, name: str, language: str
) -> None:
    client = house.client(house.cast.supervisor, language)

    for address in ("insight_figure", "insight_calls"):
        page(client, address, name)


def test_filters_combine(house: House, told: Story) -> None:
    agent = str(house.cast.agent.id)
    both = {"agent": agent, "kind": "payment_not_arrived", "language": "zh-hans", "purpose": "service"}

    assert shown(page(house.lead, **both))["csat"][2] == "3 / 3"
    assert shown(page(house.lead, **both | {"language": "en"}))["csat"][2] == "–"


def test_a_figure_is_told_week_by_week_and_by_agent(house: House, told: Story) -> None:
    panels = page(house.lead, "insight_figure", "csat").context["panels"]

    rows = {panel.id: [(row.label, row.value) for row in panel.rows] for panel in panels}
    assert rows["csat-weeks"] == [("2026-03-16", "100.0%"), ("2026-03-23", "0.0%")]
    names = [house.cast.agent.name, house.cast.supervisor.name]
    assert rows["csat-agent"] == [(names[0], "100.0%"), (names[1], "0.0%")]


def test_every_figure_opens_what_is_behind_it(house: House, told: Story) -> None:
    found = page(house.lead, "insight_calls", "csat").context["rows"]

    assert [(str(row.day), row.counted) for row in found] == [
        ("2026-03-24", "1"),
        ("2026-03-18", "5"),
        ("2026-03-17", "5"),
        ("2026-03-16", "5"),
    ]
    assert found[1].href == reverse("console:ticket", args=[told.ticket])
    bad = page(house.lead, "insight_calls", "csat", only="others").context["rows"]
    assert [row.counted for row in bad] == ["1"]


def test_an_analyst_sees_figures_but_no_calls_and_no_small_cell_of_an_agent(
    house: House, told: Story
) -> None:
    client = house.client(house.analyst)

    assert shown(page(client))["csat"][2] == "3 / 4"
    withheld = ("fewer than 5, not shown", "–", "–")
    assert shown(page(client, agent=str(house.cast.agent.id)))["csat"] == withheld
    panels = {panel.id: panel for panel in page(client, "insight_figure", "csat").context["panels"]}
    assert [row.value for row in panels["csat-agent"].rows] == ["fewer than 5, not shown"] * 2
    assert client.get(reverse("console:insight_calls", args=["csat"])).status_code == 403


def test_a_withheld_figure_leaves_no_number_in_a_file(house: House, told: Story) -> None:
    file = page(house.client(house.analyst), agent=str(house.cast.agent.id), export="csv").content

    row = next(
        one
        for one in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
        if one["Figure"] == "Satisfied (CSAT)"
    )
    said = (row["Value"], row["Numerator"], row["Denominator"], row["Answers or calls (n)"])
    assert said == ("fewer than 5, not shown", "", "", "")


def test_a_single_small_week_of_an_agent_takes_another_with_it(house: House) -> None:
    wallet, agent = house.cast.wallet, house.cast.agent.id
    for after in (0, 0, 0, 0, 0, 0, 7, 14, 14, 14, 14, 14):
        Story(wallet.id, agent=agent).whole(MONDAY + timedelta(days=after))
    count_all(MONDAY)

    asked = {"agent": str(agent), "until": "2026-04-05"}
    weeks = page(house.client(house.analyst), "insight_figure", "csat", **asked).context["panels"][0]

    assert [row.figure.is_withheld for row in weeks.rows] == [False, True, True]


def test_the_list_behind_a_figure_leaves_out_what_the_figure_does(house: House) -> None:
    today = timezone.now()
    Story(house.cast.wallet.id).whole(today - timedelta(days=1))
    count_all(today)
    days = {"since": (today - timedelta(days=30)).date().isoformat(), "until": today.date().isoformat()}

    lengths = [
        page(house.lead, "insight_calls", name, **days).context["listed"].paginator.count
        for name in ("repeat", "csat")
    ]

    assert lengths == [0, 1]


def test_an_agent_and_an_administrator_have_no_figures(house: House) -> None:
    for member in (house.cast.agent, house.administrator):
        assert house.client(member).get(reverse("console:insight")).status_code == 403


def test_a_figure_that_nobody_knows_is_not_found(house: House) -> None:
    assert house.lead.get(reverse("console:insight_figure", args=["happiness"])).status_code == 404


def test_figures_leave_as_csv_and_the_journal_says_who_took_them(house: House, told: Story) -> None:
    file = page(house.lead, export="csv").content.decode("utf-8-sig")

    row = next(one for one in csv.DictReader(io.StringIO(file)) if one["Figure"] == "Satisfied (CSAT)")
    assert (row["From day"], row["Value"], row["Answers or calls (n)"]) == ("2026-03-16", "0.75", "4")
    entry = Entry.objects.get(kind="list.exported")
    assert (entry.data, entry.actor_id) == (
        {"list": "figures", "rows": len(BY_NAME)},
        house.cast.supervisor.id,
    )


def test_weeks_leave_as_xlsx_with_days_and_numbers_as_such(house: House, told: Story) -> None:
    file = page(house.lead, "insight_figure", "csat", export="xlsx").content

    sheet = load_workbook(io.BytesIO(file)).active
    heading, first, _second = list(sheet.values)
    row = dict(zip(heading, first, strict=True))
    assert (str(row["From day"].date()), row["Value"], row["Numerator"]) == ("2026-03-16", 1, 3)
    assert str(row["To day"].date()) == "2026-03-22"
    assert "f" not in {cell.data_type for cell in sheet[2]}


def test_a_number_below_zero_stays_a_number_and_no_word_becomes_a_formula(house: House) -> None:
    lines = [["=1+1", -33.5, None], ["@SUM(A1)", 3, "计入"]]

    assert figures_export.csv_of(lines).decode("utf-8-sig") == "'=1+1,-33.5,\r\n'@SUM(A1),3,计入\r\n"
    sheet = load_workbook(io.BytesIO(figures_export.xlsx_of(lines))).active
    assert list(sheet.values) == [("'=1+1", -33.5, None), ("'@SUM(A1)", 3, "计入")]


def test_days_that_make_no_sense_are_the_last_twelve_weeks(house: House) -> None:
    response = house.lead.get(reverse("console:insight"), {"since": "yesterday", "until": "=1+1"})

    asked = response.context["asked"]
    assert (asked.until, asked.since.weekday()) == (asked.today, 0)
    assert (asked.until - asked.since).days // 7 == measuring.WEEKS
