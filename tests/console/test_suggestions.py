"""韩梅梅 groups what users wish for; 安娜 reads the plan and nobody's words."""

from __future__ import annotations

import re

from django.urls import reverse

from answerback.findings.suggestions.models import Regrouping, Suggestion, SuggestionGroup
from tests.console.cast import House, now
from tests.findings.suggestions.saying import FONT, grouped, says

TITLES = {"title_zh": "按钮大一些", "title_en": "Larger buttons", "topic": "look"}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_wish_joins_the_group_that_was_proposed_and_its_count_goes_up(house: House) -> None:
    cast = house.cast
    group = grouped(cast, FONT, says(cast.stranger, "字体太小了看不清", at=now()))
    wish = says(cast.customer, "The letters are far too small to read", at=now())
    waiting = text_of(house.lead.get(reverse("console:suggestions_waiting")))

    data = {"suggestions": [wish.id], "group": group.id, "proposed": "on"}
    house.lead.post(reverse("console:suggestions_grouping"), data)

    page = text_of(house.lead.get(reverse("console:suggestion_group", args=[group.id])))
    assert (
        "Larger letters" in waiting,
        "字体 · font" in waiting,
        '<dd class="numeric" id="people">2</dd>' in page,
    ) == (
        True,
        True,
        True,
    )
    assert (
        Regrouping.objects.for_wallet(cast.wallet).filter(group=group, by_machine_proposal=True).count() == 1
    )


def test_new_group_needs_both_titles(house: House) -> None:
    wish = says(house.cast.customer, "按钮太小", at=now())
    address = reverse("console:suggestion_groups_new")

    refused = house.lead.post(address, {**TITLES, "title_en": "", "suggestions": [wish.id]})
    made = house.lead.post(address, {**TITLES, "suggestions": [wish.id]})

    (group,) = SuggestionGroup.objects.for_wallet(house.cast.wallet)
    assert (refused.status_code, made.status_code, group.title_zh, group.members) == (
        422,
        302,
        "按钮大一些",
        1,
    )


def test_declining_without_a_reason_is_refused_on_the_page(house: House) -> None:
    group = grouped(house.cast, FONT, says(house.cast.customer, "字太小", at=now()))
    address = reverse("console:suggestion_group_state", args=[group.id])

    refused = house.lead.post(address, {"state": "declined"})
    house.lead.post(
        address, {"state": "declined", "reason": "exists", "answer_zh": "在设置里", "answer_en": ""}
    )

    group.refresh_from_db()
    assert (refused.status_code, group.state, group.reason_code, group.answer_zh) == (
        422,
        "declined",
        "exists",
        "在设置里",
    )


def test_merge_split_and_undo_are_done_from_the_page(house: House) -> None:
    cast = house.cast
    first = grouped(cast, FONT, says(cast.customer, "字太小", at=now()))
    other_wish = says(cast.stranger, "按钮太小", at=now())
    other = grouped(cast, FONT, other_wish)
    house.lead.post(reverse("console:suggestion_group_merging", args=[other.id]), {"into": first.id})
    merged = Suggestion.objects.filter(group=first).count()
    house.lead.post(
        reverse("console:suggestion_group_splitting", args=[first.id]),
        {**TITLES, "suggestions": [other_wish.id]},
    )
    act = Regrouping.objects.filter(act="split").get()

    house.lead.post(reverse("console:regrouping_undoing", args=[act.id]))

    assert (merged, Suggestion.objects.filter(group=first).count()) == (2, 2)


def test_analyst_sees_the_plan_without_anybodys_words(house: House) -> None:
    grouped(house.cast, FONT, says(house.cast.customer, "字太小看不清", at=now()))
    client = house.client(house.analyst)

    plan = client.get(reverse("console:iteration_plan"))
    groups = client.get(reverse("console:suggestions"))

    assert ("Larger letters" in text_of(plan), "字太小" in text_of(plan), groups.status_code) == (
        True,
        False,
        403,
    )


def test_plan_as_csv_runs_no_formula_and_is_noted(house: House) -> None:
    from answerback.findings.suggestions.kinds import Topic
    from answerback.findings.suggestions.regroup import Titles
    from answerback.journal.models import Entry

    bad = Titles("=1+1", "=HYPERLINK(1)", Topic.LOOK)
    grouped(house.cast, bad, says(house.cast.customer, "字太小", at=now()))

    told = house.lead.get(reverse("console:iteration_plan"), {"export": "csv"}).content.decode()

    assert told.splitlines()[1].startswith("1,'=HYPERLINK(1),Layout and wording,New,1,1,1,0,0,")
    assert [entry.data for entry in Entry.objects.filter(kind="list.exported")] == [
        {"list": "iteration_plan.csv", "rows": 1}
    ]


def test_plan_as_markdown_escapes_what_people_wrote(house: House) -> None:
    from answerback.findings.suggestions.kinds import Topic
    from answerback.findings.suggestions.regroup import Titles

    bad = Titles("一|二", "[a](x) | <b>", Topic.LOOK)
    grouped(house.cast, bad, says(house.cast.customer, "字太小", at=now()))

    told = house.lead.get(reverse("console:iteration_plan"), {"export": "markdown"}).content.decode()

    assert "\\[a\\](x) \\| \\<b\\>" in told
