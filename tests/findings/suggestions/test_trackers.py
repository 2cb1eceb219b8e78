"""A linked group goes out in the tracker's own format, and follows its issue."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from answerback.findings.suggestions.kinds import Reason, State, Tracker
from answerback.findings.suggestions.merge import merge
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.findings.suggestions.refusals import GroupGone, ReasonNeeded
from answerback.findings.suggestions.states import Answer
from answerback.findings.suggestions.tracker_said import Said, follow_tracker
from answerback.findings.suggestions.trackers.link import link
from answerback.journal.write import SYSTEM
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.cast import NOON, Cast
from tests.findings.suggestions.saying import FEE, FONT, grouped, kinds, people, says

MINUTE = timedelta(minutes=1)
PROJECTS = {"jira": "PAY", "github": "lanyue/app", "gitlab": "lanyue/mobile app", "linear": "team-1"}


@pytest.fixture
def group(cast: Cast) -> SuggestionGroup:
    add_endpoint(cast.wallet, url="https://backend.example/hooks", by=SYSTEM, at=NOON)
    first, second = people(cast, 2)
    return grouped(cast, FONT, says(first, "字太小", had_trouble=True), says(second, "Too small\nto read"))


def sent(cast: Cast) -> dict[str, object]:
    (delivery,) = Delivery.objects.for_wallet(cast.wallet).filter(kind="suggestion_group.linked")
    return json.loads(opened_body(delivery))["data"]


def linked(group: SuggestionGroup, tracker: str, **more: object) -> None:
    link(group, tracker=tracker, project=PROJECTS[tracker], by=SYSTEM, at=NOON + MINUTE, **more)  # type: ignore[arg-type]


def text(group: SuggestionGroup) -> list[str]:
    counts = "2 people; 2 of 2 asked in the last 90 days; 1 had trouble in that call."
    return ["字体大一些", counts, f"Answerback suggestion group {group.id}"]


def test_github_issue_is_as_its_documentation_says(cast: Cast, group: SuggestionGroup) -> None:
    linked(group, "github")

    assert sent(cast)["request"] == {
        "method": "POST",
        "path": "/repos/lanyue/app/issues",
        "body": {
            "title": "Larger letters",
            "body": "\n\n".join(text(group)),
            "labels": ["user-suggestion", "look"],
        },
    }


def test_gitlab_project_is_one_encoded_segment(cast: Cast, group: SuggestionGroup) -> None:
    linked(group, "gitlab")

    assert sent(cast)["request"] == {
        "method": "POST",
        "path": "/api/v4/projects/lanyue%2Fmobile%20app/issues",
        "body": {
            "title": "Larger letters",
            "description": "\n\n".join(text(group)),
            "labels": "user-suggestion,look",
        },
    }


def test_jira_description_is_a_document(cast: Cast, group: SuggestionGroup) -> None:
    linked(group, "jira")

    fields = sent(cast)["request"]["body"]["fields"]
    paragraphs = [one["content"][0]["text"] for one in fields["description"]["content"]]
    assert (fields["project"], fields["issuetype"], fields["summary"], paragraphs) == (
        {"key": "PAY"},
        {"name": "Task"},
        "Larger letters",
        text(group),
    )


def test_linear_gets_what_people_wrote_as_variables_only(cast: Cast, group: SuggestionGroup) -> None:
    linked(group, "linear", with_quotes=True)

    body = sent(cast)["request"]["body"]
    assert ("Larger letters" in body["query"], body["variables"]["input"]["teamId"]) == (False, "team-1")
    assert "> 字太小\n\n> Too small\n> to read" in body["variables"]["input"]["description"]


@pytest.mark.parametrize("tracker", Tracker)
def test_no_quote_leaves_unless_allowed_and_no_name_ever(
    cast: Cast, group: SuggestionGroup, tracker: Tracker
) -> None:
    linked(group, tracker)

    told = json.dumps(sent(cast), ensure_ascii=False)
    assert [word in told for word in ("字太小", "Too small", "王小明", "wisher")] == [False] * 4


def test_linking_twice_sends_once_and_considers_a_new_group(cast: Cast, group: SuggestionGroup) -> None:
    linked(group, "github")
    linked(group, "github")

    group.refresh_from_db()
    assert (group.state, kinds(cast).count("suggestion_group.linked"), len(sent(cast)) > 0) == (
        "considered",
        1,
        True,
    )


def test_issue_closed_elsewhere_ships_the_group_over_every_step_once(
    cast: Cast, group: SuggestionGroup
) -> None:
    linked(group, "jira")
    said = Said(Tracker.JIRA, "PAY-12", State.SHIPPED, Answer(None, "已上线", "It is there"))

    for _ in range(2):
        group = follow_tracker(group, said, by=SYSTEM, at=NOON)

    moves = [kind for kind in kinds(cast, "suggestion_group.") if kind.split(".")[1] in list(State)]
    assert (group.state, group.answer_en, group.links.get().reference, moves) == (
        "shipped",
        "It is there",
        "PAY-12",
        ["suggestion_group.considered", "suggestion_group.planned", "suggestion_group.shipped"],
    )


def test_issue_of_a_merged_group_moves_the_one_that_stayed(cast: Cast, group: SuggestionGroup) -> None:
    linked(group, "github")
    stays = grouped(cast, FEE, says(people(cast, 1, 900)[0], "手续费"))
    merge(group, stays, by=SYSTEM, at=NOON)
    group.refresh_from_db()

    moved = follow_tracker(group, Said(Tracker.GITHUB, state=State.PLANNED), by=SYSTEM, at=NOON)

    assert (moved.id, moved.state) == (stays.id, "planned")


def test_unlinked_tracker_and_declining_without_reason_are_refused(
    cast: Cast, group: SuggestionGroup
) -> None:
    linked(group, "github")

    with pytest.raises(GroupGone):
        follow_tracker(group, Said(Tracker.JIRA, state=State.SHIPPED), by=SYSTEM, at=NOON)
    with pytest.raises(ReasonNeeded):
        follow_tracker(group, Said(Tracker.GITHUB, state=State.DECLINED), by=SYSTEM, at=NOON)
    declined = Said(Tracker.GITHUB, state=State.DECLINED, answer=Answer(Reason.RULES))
    assert follow_tracker(group, declined, by=SYSTEM, at=NOON).state == "declined"
