"""Words around suggestions: what the customer sends, what a group is called, what those who asked are told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from answerback.findings.suggestions.kinds import Tracker
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.findings.suggestions.trackers.link import link
from answerback.journal.write import SYSTEM
from answerback.wallets.places import Place
from tests.api.test_legs import CallCentre
from tests.cast import Cast
from tests.console.cast import House, now
from tests.findings.suggestions.saying import FONT, grouped, says
from tests.texts.acts.act import Act

WORDS = ("zh", "en")


def _group(cast: Cast) -> SuggestionGroup:
    return grouped(cast, FONT, says(cast.customer, "字体太小", at=now()), at=now())


def suggestion(portal: Any, text: str) -> object:
    return portal.client.post("/my/suggestions", {"topic": "look", "text": text})


def _title(language: str):
    def write(house: House, text: str) -> object:
        wish = says(house.cast.customer, "字体太小", at=now())
        said = {"title_zh": "字体", "title_en": "Letters", f"title_{language}": text}
        address = reverse("console:suggestion_groups_new")
        return house.lead.post(address, {"suggestions": [wish.id], "topic": "look", **said})

    return write


def _answer(language: str):
    def write(house: House, text: str) -> object:
        address = reverse("console:suggestion_group_state", args=[_group(house.cast).id])
        return house.lead.post(address, {"state": "declined", "reason": "few", f"answer_{language}": text})

    return write


def _tracker(language: str):
    def write(backend: Any, text: str) -> object:
        group = _group(backend.cast)
        link(group, tracker=Tracker.GITHUB, project="lanyue/app", by=SYSTEM, at=now())
        body = {"tracker": "github", "state": "shipped", f"answer_{language}": text}
        return tracker_says(backend.machine, group, body)

    return write


def tracker_says(machine: Any, group: SuggestionGroup, body: dict[str, object]) -> Any:
    """A signed call of the wallet's relay."""
    import json

    raw = json.dumps(body, ensure_ascii=False).encode()
    path = f"/v1/suggestion-groups/{group.id}/state"
    return machine.call("POST", path, raw, **CallCentre(machine).headers(raw))


PORTAL_ACTS = (
    Act(
        "suggestion",
        Place.COMMENT,
        ("suggestions.Suggestion.words", "portal.SuggestionForm.text"),
        suggestion,
    ),
)
CONSOLE_ACTS = (
    *(
        Act(
            f"title of a group {one}",
            Place.CONSOLE,
            (f"suggestions.SuggestionGroup.title_{one}", f"console.TitlesForm.title_{one}"),
            _title(one),
        )
        for one in WORDS
    ),
    *(
        Act(
            f"answer of a group {one}",
            Place.CONSOLE,
            (f"suggestions.SuggestionGroup.answer_{one}", f"console.StateForm.answer_{one}"),
            _answer(one),
        )
        for one in WORDS
    ),
)
API_ACTS = tuple(
    Act(
        f"answer of a tracker {one}",
        Place.CONSOLE,
        (f"api.SuggestionGroupStateIn.answer_{one}",),
        _tracker(one),
    )
    for one in WORDS
)
