"""What the user answered, as hazards: opened for each mark `hazard.<kind>` on the path, withdrawn when it is gone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.conversations.walk import Walk
from answerback.findings.hazards.close import take_back
from answerback.findings.hazards.facts import Fact, on_file, said
from answerback.findings.hazards.kinds import Kind, Source, State
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.findings.heard import Heard

MARK = "hazard."


def hear(heard: Heard) -> None:
    """Bring the hazards of this callback into line with the path as it stands."""
    callback, wanted = heard.callback, kinds_in(heard.walk.marks)
    standing = _of(callback).filter(state=State.OPEN).exclude(kind__in=wanted)
    for hazard in standing.filter(source=Source.CONVERSATION):
        take_back(hazard, by=heard.by, at=heard.at)
    # What the agent opened by hand stays, and is reckoned with what is said after it.
    wanted += [Kind(one.kind) for one in standing.filter(source=Source.STAFF)]
    if not wanted:
        return
    facts = facts_of(callback, heard.walk, heard.at)
    ticket = ticket_of(callback, by=heard.by, at=heard.at)
    for kind in wanted:
        found = Found(Source.CONVERSATION, origin_of(callback, kind), callback.id, ticket, callback.agent)
        open_hazard(callback.customer, kind=kind, found=found, facts=facts, by=heard.by, at=heard.at)


def kinds_in(marks: Iterable[str]) -> list[Kind]:
    """The kinds of hazard that the marks name, in the order of the kinds; unknown names are nobody's."""
    named = {mark.removeprefix(MARK) for mark in marks if mark.startswith(MARK)}
    return [kind for kind in Kind if kind.value in named]


def origin_of(callback: Callback, kind: Kind) -> str:
    """One callback, one hazard of each kind."""
    return f"callback:{callback.id}:{kind.value}"


def facts_of(callback: Callback, walk: Walk | None, at: datetime) -> frozenset[Fact]:
    """What was said so far, and what is on file."""
    siblings = [origin_of(callback, kind) for kind in Kind]
    known = on_file(callback.customer, about=callback.about, at=at, but=siblings)
    return known | (said(walk.marks) if walk is not None else frozenset())


def _of(callback: Callback) -> QuerySet[Hazard]:
    rows: QuerySet[Hazard] = Hazard.objects.for_wallet(callback.wallet_id)
    return rows.filter(callback_id=callback.id)
