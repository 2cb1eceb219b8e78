"""Step 7 of the story: the user answers, the agent writes it down, the next step appears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.conversations.given import Given, NotAnAnswer, accept
from answerback.conversations.guide import Step
from answerback.conversations.models import Answer, Conversation
from answerback.conversations.record import current_answers, given_in, value_of, walk_of
from answerback.conversations.refusals import AnswerUnfit, ConversationOver, NotThisStep
from answerback.guard import Finding
from answerback.journal.write import Actor, Subject, write
from answerback.texts.take import take
from answerback.texts.together import without_cut
from answerback.wallets.places import Place


@dataclass(frozen=True)
class Answered:
    """The conversation at its next step, and what the guard took out of the text before it was stored."""

    conversation: Conversation
    answer: Answer
    findings: tuple[Finding, ...] = ()


def answer(
    conversation: Conversation, *, step: str, given: Mapping[str, Any], by: Actor, at: datetime
) -> Answered:
    """Write down the answer to a step on the path (`given.accept` has the forms) and move on.

    The same answer again changes nothing; another one supersedes it and keeps it.
    Raises ConversationOver, NotThisStep, AnswerUnfit.
    """
    with transaction.atomic():
        current = locked(conversation)
        asked = _step_on_path(current, step)
        fits, findings = _cleaned(current, step, _accepted(asked, given), at=at)
        before = current_answers(current).get(step)
        if before is not None and given_in(before) == fits:
            _move_on(current, asked, at=at, only_from_here=True)
            return Answered(current, before, findings)
        written = _write(current, asked, fits, before, by=by, at=at)
        _move_on(current, asked, at=at)
        return Answered(current, written, findings)


def locked(conversation: Conversation) -> Conversation:
    """The row as it is now, held until the transaction ends. Raises ConversationOver."""
    rows = Conversation.objects.for_wallet(conversation.wallet_id).select_for_update(of=("self",))
    current = rows.select_related("version").get(id=conversation.id)
    if current.ended_at is not None:
        raise ConversationOver
    return current


def _step_on_path(conversation: Conversation, step: str) -> Step:
    found = next((one for one in walk_of(conversation).shown if one.id == step), None)
    if found is None:
        raise NotThisStep
    return found


def _accepted(step: Step, given: Mapping[str, Any]) -> Given:
    try:
        return accept(step, given)
    except NotAnAnswer as unfit:
        raise AnswerUnfit from unfit


def _cleaned(
    conversation: Conversation, step: str, given: Given, *, at: datetime
) -> tuple[Given, tuple[Finding, ...]]:
    """Secrets and personal data go before anything is stored, also what is cut between two answers."""
    if not given.text:
        return given, ()
    about = Subject("conversation", conversation.id)
    taken = take(
        conversation.wallet,
        given.text,
        place=Place.ANSWER,
        at=at,
        about=about,
        customer_id=conversation.customer_id,
    )
    others = [one.words for one in current_answers(conversation).values() if one.words and one.step != step]
    taken = without_cut(
        conversation.wallet,
        taken,
        others,
        place=Place.ANSWER,
        at=at,
        about=about,
        customer_id=conversation.customer_id,
    )
    return replace(given, text=taken.text), taken.findings


def _write(
    conversation: Conversation, step: Step, given: Given, before: Answer | None, *, by: Actor, at: datetime
) -> Answer:
    if before is not None:
        before.superseded_at = at
        before.save(update_fields=["superseded_at"])
    written = Answer.objects.create(
        wallet_id=conversation.wallet_id,
        conversation=conversation,
        step=step.id,
        value=value_of(given),
        words=given.text,
        asked_at=conversation.shown_at,
        answered_at=at,
        answered_by=by.id,
    )
    write(
        "conversation.answered",
        wallet_id=conversation.wallet_id,
        subject=Subject("conversation", conversation.id),
        by=by,
        at=at,
        customer_id=conversation.customer_id,
        data={
            "step": step.id,
            "answer": written.id,
            "codes": given.answer_codes,
            "changed": before is not None,
        },
    )
    return written


def _move_on(conversation: Conversation, step: Step, *, at: datetime, only_from_here: bool = False) -> None:
    """To the step after this one; an old request that comes again does not pull the agent back."""
    walked = walk_of(conversation)
    if only_from_here and walked.at(conversation.position).id != step.id:
        return
    after = walked.after(step)
    conversation.position = "" if after == walked.frontier else after.id
    conversation.shown_at = at
    conversation.save(update_fields=["position", "shown_at"])
