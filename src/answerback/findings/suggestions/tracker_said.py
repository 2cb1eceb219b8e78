"""What an outside tracker says of a linked group: its own reference, and where its issue stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerback.findings.suggestions.entries import write_down
from answerback.findings.suggestions.kinds import State, Tracker
from answerback.findings.suggestions.models import SuggestionGroup, TrackerLink
from answerback.findings.suggestions.refusals import GroupGone
from answerback.findings.suggestions.states import NO_WORDS, Answer, follow
from answerback.journal.write import Actor


@dataclass(frozen=True)
class Said:
    """`state` None: only the reference is told."""

    tracker: Tracker
    reference: str = ""
    state: State | None = None
    answer: Answer = NO_WORDS


@transaction.atomic
def follow_tracker(group: SuggestionGroup, said: Said, *, by: Actor, at: datetime) -> SuggestionGroup:
    """Move the group as its issue moved; the same again changes nothing. Raises GroupGone, ReasonNeeded, GroupMoved.

    A group that was merged away answers for the one it was merged into.
    """
    while group.merged_into is not None:
        group = group.merged_into
    links = TrackerLink.objects.for_wallet(group.wallet_id).filter(tracker=said.tracker)
    links = links.filter(group__in=[group, *group.merged.all()])
    if not links.exists():
        raise GroupGone
    changed = links.exclude(reference=said.reference) if said.reference else links.none()
    if changed.update(reference=said.reference):
        write_down(
            group, "suggestion_group.named_elsewhere", by=by, at=at, data={"tracker": said.tracker.value}
        )
    return follow(group, said.state, answer=said.answer, by=by, at=at) if said.state else group
