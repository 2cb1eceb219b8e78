"""What the user answered, as hazards: opened for each mark `hazard.<kind>` on the path, withdrawn when it is gone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.findings.hazards.facts import Fact, on_file, said
from answerback.findings.hazards.kinds import Kind, Source, State
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard, withdraw
from answerback.findings.heard import Heard

MARK = "hazard."


def hear(heard: Heard) -> None:
    """Bring the hazards of this callback into line with the path as it stands."""
    callback, wanted = heard.callback, kinds_in(heard.walk.marks)
    for hazard in _of(callback).filter(state=State.OPEN).exclude(kind__in=wanted):
        withdraw(hazard, by=heard.by, at=heard.at)
    if not wanted:
        return
    facts = facts_of(heard)
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


def facts_of(heard: Heard) -> frozenset[Fact]:
    """What was said, and what is on file."""
    callback, found = heard.callback, said(heard.walk.marks)
    siblings = [origin_of(callback, kind) for kind in Kind]
    known = on_file(callback.customer, about=callback.about, at=heard.at, but=siblings)
    told_the_key = {Fact.SECRET_TOLD, Fact.SELF_CUSTODIAL} <= found | known
    return found | known | ({Fact.SEED_TOLD} if told_the_key else frozenset())


def _of(callback: Callback) -> QuerySet[Hazard]:
    rows: QuerySet[Hazard] = Hazard.objects.for_wallet(callback.wallet_id)
    return rows.filter(callback_id=callback.id, source=Source.CONVERSATION)
