"""A relay of an outside tracker tells what became of a linked issue, signed."""

from __future__ import annotations

from answerback.findings.suggestions.kinds import Tracker
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.findings.suggestions.trackers.link import link
from answerback.journal.write import SYSTEM
from tests.api.cast import a_machine
from tests.cast import Cast, make_cast
from tests.console.cast import now
from tests.findings.suggestions.saying import FONT, grouped, says
from tests.texts.acts.suggestions import tracker_says


def a_group(cast: Cast) -> SuggestionGroup:
    group = grouped(cast, FONT, says(cast.customer, "字体太小", at=now()), at=now())
    link(group, tracker=Tracker.GITHUB, project="lanyue/app", by=SYSTEM, at=now())
    return group


def test_closed_issue_moves_its_group(db: None) -> None:
    cast = make_cast()
    group = a_group(cast)

    body = {"tracker": "github", "reference": "#12", "state": "shipped", "answer_en": "It is there."}
    told = tracker_says(a_machine(cast.wallet), group, body)

    group.refresh_from_db()
    assert (told.status_code, told.json()["state"], group.answer_en) == (200, "shipped", "It is there.")


def test_unsigned_word_of_another_wallet_or_an_unknown_state_moves_nothing(db: None) -> None:
    cast, other = make_cast(), make_cast("qingtan", "+8617000000031")
    group, machine = a_group(cast), a_machine(cast.wallet)
    path, body = f"/v1/suggestion-groups/{group.id}/state", {"tracker": "github", "state": "shipped"}

    statuses = (
        machine.call("POST", path, body).status_code,
        tracker_says(a_machine(other.wallet), group, body).status_code,
        tracker_says(machine, group, body | {"state": "new"}).status_code,
    )

    group.refresh_from_db()
    assert (statuses, group.state) == ((401, 404, 422), "considered")
