"""What was said in the talk: the conversation with the answers that the measures read, and what was offered.

Not every step of the guide is answered: a year of whole conversations would be twenty times as many rows, which no
measure reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Model

from answerback.conversations.models import Answer, Conversation
from answerback.journal.kinds import Actor
from answerback.ops.history.plan import RAIL_CODES
from answerback.ops.history.rows.setting import Setting
from answerback.ops.history.rows.tale import Tale
from answerback.ops.history.shapes import Call, HazardPlan, Matter

REPORTED = {"opened_link": "money", "told_code": "code", "installed": "app", "paid": "money"}
"""The codes of `h_did` as the guide for reported scams has them (`p_given`)."""


@dataclass(frozen=True)
class _Said:
    step: str
    codes: tuple[str, ...] = ()
    words: str = ""


def conversation_rows(tale: Tale, setting: Setting, matter: Matter) -> list[Model]:
    """The conversation and its answers; nothing when nobody was spoken to."""
    talk, version = matter.talk, setting.versions.get(matter.kind)
    if talk is None or talk.answered_at is None or version is None:
        return []
    conversation_id = conversation_of(setting, matter, talk)
    about = ("conversation", conversation_id)
    by = Actor("staff", setting.agents[talk.agent])
    began = talk.answered_at + timedelta(seconds=2)
    callback = setting.callback_id(matter)
    tale.tell(
        "conversation.began", began, about, by=by, callback=callback, version=version.id, guide=version.slug
    )
    said = list(_said(setting, matter))
    answers = [
        _answer(tale, setting, matter, one, number, talk, about) for number, one in enumerate(said, start=1)
    ]
    marks = [f"hazard.{matter.hazard.kind}"] if matter.hazard else []
    ended = matter.ended_at
    tale.tell("conversation.ended", ended, about, complete=False, marks=marks, answers=len(said))
    conversation = Conversation(
        id=conversation_id,
        wallet=setting.wallet,
        callback_id=callback,
        customer_id=tale.customer_id,
        version_id=version.id,
        language=matter.person.language,
        context=dict(setting.context),
        shown_at=began,
        started_at=began,
        ended_at=ended,
    )
    return [conversation, *answers]


def conversation_of(setting: Setting, matter: Matter, talk: Call) -> UUID:
    """The id of the matter's conversation."""
    return setting.id_of(talk.answered_at or talk.ended_at, matter.number, "conversation")


def _answer(
    tale: Tale,
    setting: Setting,
    matter: Matter,
    said: _Said,
    number: int,
    talk: Call,
    about: tuple[str, UUID],
) -> Answer:
    at = _moment(talk, number)
    agent = setting.agents[talk.agent]
    answer_id = setting.id_of(at, matter.number, "answer", said.step)
    tale.tell(
        "conversation.answered",
        at,
        about,
        by=Actor("staff", agent),
        step=said.step,
        answer=answer_id,
        codes=list(said.codes),
        changed=False,
    )
    return Answer(
        id=answer_id,
        wallet=setting.wallet,
        conversation_id=about[1],
        step=said.step,
        value={"codes": list(said.codes)} if said.codes else {},
        words=said.words,
        asked_at=at - timedelta(seconds=3),
        answered_at=at,
        answered_by=agent,
    )


def _moment(talk: Call, number: int) -> datetime:
    """Answers one after another, in the minute and a half before the call ends."""
    start = max(talk.answered_at or talk.ended_at, talk.ended_at - timedelta(seconds=90))
    return start + (talk.ended_at - start) * number / 16


def _said(setting: Setting, matter: Matter) -> Iterator[_Said]:
    """In the order of the guide."""
    if matter.rail and not setting.wallet.is_self_custodial:
        yield _Said("p_rail", (RAIL_CODES[matter.rail],))
    if matter.hazard:
        yield from _met(matter.kind, matter.hazard)
    if matter.asked_hard:
        yield _Said("s_hard", ("yes" if matter.hard_screens else "no",))
    if matter.hard_screens:
        yield _Said("s_where", matter.hard_screens)
    if matter.wish:
        better = matter.hard_screens == (matter.wish.where,)
        if not better:
            yield _Said("s_wish", ("yes",))
        yield _Said("s_better" if better else "s_wish_what", words=matter.wish.words)


def _met(kind: str, hazard: HazardPlan) -> Iterator[_Said]:
    if kind == "scam_reported":
        yield _Said("p_channel", (hazard.contact,))
        yield _Said("p_story", words=hazard.words)
        yield _Said("p_given", tuple(REPORTED.get(code, code) for code in hazard.did))
    else:
        yield _Said("h_contacts", (hazard.contact,))
        yield _Said("h_said", words=hazard.words)
        yield _Said("h_did", hazard.did)
