"""What a callback's answers say could be better: one wish per text of the suggestions part, as it stands now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerback.conversations.guide import Kind, Part
from answerback.conversations.walk import Passed, Walk
from answerback.findings.heard import Heard
from answerback.findings.suggestions.kinds import Topic
from answerback.findings.suggestions.make import Said, change, make, withdraw
from answerback.findings.suggestions.models import Asked, Suggestion

TROUBLE, HAZARD = "trouble", "hazard."
NOTHING = re.compile(
    r"(?:暂时|目前|现在)?(?:没有?|无|没了|没什么|不用|不需要|还好|挺好的?)(?:了|吧|啦|的|建议|意见|想法|什么)*"
    r"|(?:no|none|nothing|n/?a|not really|nope|no idea|it is fine|all good)(?: thanks| thank you| more)?",
    re.IGNORECASE,
)
"""What people say, and agents write, when they wish for nothing."""
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
        elif one.step.kind is Kind.TEXT and one.given.text and not is_nothing(one.given.text):
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


def is_nothing(words: str) -> bool:
    """Whether somebody who was asked for a wish said that he has none.

    >>> is_nothing("没有。"), is_nothing("No, thanks"), is_nothing("没有深色模式")
    (True, True, False)
    """
    return NOTHING.fullmatch(re.sub(r"[\s,.!，。！~～]+", " ", words).strip()) is not None


def _part(walk: Walk) -> list[Passed]:
    return [one for one in walk.passed if one.step.part is Part.SUGGESTIONS]
