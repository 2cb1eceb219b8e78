"""What a callback's answers say could be better: one wish per text of the suggestions part, as it stands now."""

from __future__ import annotations

from collections.abc import Iterator

from answerback.conversations.guide import Kind, Part
from answerback.conversations.walk import Passed, Walk
from answerback.findings.heard import Heard
from answerback.findings.suggestions.kinds import Topic
from answerback.findings.suggestions.make import Said, change, make, withdraw
from answerback.findings.suggestions.models import Asked, Suggestion

TROUBLE, HAZARD = "trouble", "hazard."
WISH = "s_wish"
"""Steps that ask for something new begin like this (`conversations/ready/parts/suggestions.json`)."""


def hear(heard: Heard) -> None:
    """Write down what is new, change what changed, withdraw what is no longer on the path."""
    if any(one.step.is_question for one in _part(heard.walk)):
        _was_asked(heard)
    said = {one.step: one for one in _said(heard)}
    conversation = heard.conversation
    rows = Suggestion.objects.for_wallet(conversation.wallet_id).select_related("customer", "wallet")
    known = {one.step: one for one in rows.filter(conversation_id=conversation.id)}
    for step, one in said.items():
        if step in known:
            change(known[step], one, by=heard.by, at=heard.at)
        else:
            make(heard.callback.customer, one, by=heard.by, at=heard.at)
    for step in known.keys() - said.keys():
        withdraw(known[step], by=heard.by, at=heard.at)


def _was_asked(heard: Heard) -> None:
    Asked.objects.get_or_create(
        wallet_id=heard.conversation.wallet_id,
        conversation_id=heard.conversation.id,
        defaults={"customer_id": heard.callback.customer_id, "asked_at": heard.at},
    )


def _said(heard: Heard) -> Iterator[Said]:
    marks = heard.walk.marks
    topics: tuple[Topic, ...] = ()
    for one in _part(heard.walk):
        if one.step.kind in (Kind.CHOICE, Kind.MULTI):
            topics = tuple(Topic(code) for code in one.given.codes if code in Topic.values)
        elif one.step.kind is Kind.TEXT and one.given.text:
            yield Said(
                one.given.text,
                topics or ((Topic.WISH,) if one.step.id.startswith(WISH) else (Topic.OTHER,)),
                language=heard.conversation.language,
                conversation_id=heard.conversation.id,
                step=one.step.id,
                callback_id=heard.callback.id,
                callback_kind=heard.callback.kind,
                had_trouble=TROUBLE in marks,
                hazards=sorted(mark.removeprefix(HAZARD) for mark in marks if mark.startswith(HAZARD)),
            )


def _part(walk: Walk) -> list[Passed]:
    return [one for one in walk.passed if one.step.part is Part.SUGGESTIONS]
