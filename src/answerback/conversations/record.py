"""The rows of one conversation as the pure core sees them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from answerback.conversations.conditions import Context
from answerback.conversations.given import Given
from answerback.conversations.guide import Guide
from answerback.conversations.models import Answer, Conversation, GuideVersion, VersionState
from answerback.conversations.reading import read_guide
from answerback.conversations.walk import Walk, walk


def guide_of(version: GuideVersion) -> Guide:
    """The guide in a version. A published one never changes and is read once per process."""
    if version.state == VersionState.DRAFT:
        return read_guide(version.content)
    return _published_guide(version.wallet_id, version.id)


@lru_cache(maxsize=256)
def _published_guide(wallet_id: UUID, version_id: UUID) -> Guide:
    return read_guide(GuideVersion.objects.for_wallet(wallet_id).get(id=version_id).content)


def context_of(conversation: Conversation) -> Context:
    kept: dict[str, Any] = conversation.context
    return Context(
        custody=kept["custody"],
        capabilities=frozenset(kept["capabilities"]),
        consents=frozenset(kept["consents"]),
        open_tickets=kept["open_tickets"],
        open_hazards=kept.get("open_hazards", 0),
        offer_fits=bool(kept.get("offer")),
        event=kept["event"],
    )


def current_answers(conversation: Conversation) -> dict[str, Answer]:
    """The answer that counts at each step, also of branches left behind."""
    rows = Answer.objects.for_wallet(conversation.wallet_id)
    found = rows.filter(conversation=conversation, superseded_at=None)
    return {answer.step: answer for answer in found}


def given_in(answer: Answer) -> Given:
    kept: dict[str, Any] = answer.value
    day = kept.get("day")
    return Given(
        codes=tuple(kept.get("codes", ())),
        text=answer.words,
        number=kept.get("number"),
        day=date.fromisoformat(day) if day else None,
        declined=kept.get("declined", False),
    )


def value_of(given: Given) -> dict[str, Any]:
    """What stands in `Answer.value`: everything but free text, which is sealed."""
    day = given.day.isoformat() if given.day else None
    whole = {"codes": list(given.codes), "number": given.number, "day": day, "declined": given.declined}
    return {name: value for name, value in whole.items() if value not in (None, [], False)}


def walk_of(conversation: Conversation, answers: dict[str, Answer] | None = None) -> Walk:
    """The path of this conversation so far."""
    rows = current_answers(conversation) if answers is None else answers
    given = {step: given_in(answer) for step, answer in rows.items()}
    return walk(guide_of(conversation.version), given, context_of(conversation))
