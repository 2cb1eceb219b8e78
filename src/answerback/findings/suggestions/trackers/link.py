"""A group is linked to an outside tracker: a signed webhook carries the very request that makes its issue there.

The webhook `suggestion_group.linked` goes to the wallet's own endpoint (public addresses only, `wallets.addresses`),
whose relay adds host and credentials and passes `request` on: no key of a tracker is kept here. What the tracker
says later comes in by `POST /api/v1/suggestion-groups/{id}/state`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from django.db import transaction

from answerback.findings.suggestions.entries import write_down
from answerback.findings.suggestions.evidence import PERIOD, Weight, quotes, weigh
from answerback.findings.suggestions.kinds import State, Tracker
from answerback.findings.suggestions.models import SuggestionGroup, TrackerLink
from answerback.findings.suggestions.refusals import GroupGone
from answerback.findings.suggestions.states import move
from answerback.findings.suggestions.trackers import github, gitlab, jira, linear
from answerback.findings.suggestions.trackers.issue import Issue, Request
from answerback.journal.write import Actor
from answerback.wallets.outbox import queue

KIND = "suggestion_group.linked"
MOST_QUOTES = 5
FORMATS: Mapping[Tracker, Callable[[Issue, str], Request]] = MappingProxyType(
    {
        Tracker.GITHUB: github.request,
        Tracker.GITLAB: gitlab.request,
        Tracker.JIRA: jira.request,
        Tracker.LINEAR: linear.request,
    }
)


@transaction.atomic
def link(
    group: SuggestionGroup, *, tracker: str, project: str, with_quotes: bool = False, by: Actor, at: datetime
) -> TrackerLink:
    """Once per tracker; a new group is considered from now on. Asked again nothing is sent. Raises GroupGone."""
    if not group.is_standing:
        raise GroupGone
    made: TrackerLink
    made, is_new = TrackerLink.objects.get_or_create(
        wallet_id=group.wallet_id,
        group=group,
        tracker=Tracker(tracker),
        defaults={"project": project, "linked_at": at, "with_quotes": with_quotes},
    )
    if not is_new:
        return made
    if group.state == State.NEW:
        group = move(group, State.CONSIDERED, by=by, at=at)
    weight = weigh(group.wallet, since=at - PERIOD, until=at).get(group.id, Weight())
    asked = FORMATS[Tracker(tracker)](issue_of(group, weight, with_quotes=with_quotes), project)
    body = {
        "group": group.id,
        "tracker": tracker,
        "project": project,
        "request": {"method": asked.method, "path": asked.path, "body": asked.body},
    }
    queue(group.wallet, KIND, body, at=at, subject_id=group.id, message_id=f"tracker_{made.id.hex}")
    write_down(group, KIND, by=by, at=at, data={"tracker": tracker, "with_quotes": with_quotes})
    return made


def issue_of(group: SuggestionGroup, weight: Weight, *, with_quotes: bool) -> Issue:
    """Both titles, how many people out of how many asked; quotes only if wanted, without who said them."""
    counts = (
        f"{weight.people} people; {weight.suggesters} of {weight.asked} asked in the last "
        f"{PERIOD // timedelta(days=1)} days; {weight.with_trouble} had trouble in that call."
    )
    said = [one.words for one in quotes(group) if one.words][:MOST_QUOTES] if with_quotes else []
    return Issue(
        title=group.title_en,
        paragraphs=(group.title_zh, counts),
        quotes=said,
        labels=("user-suggestion", group.topic),
        marker=f"Answerback suggestion group {group.id}",
    )
