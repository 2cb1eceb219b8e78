"""A wish is written down once per step; said differently it changes, taken back it is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.customers.models import Customer
from answerback.findings.suggestions import index
from answerback.findings.suggestions.kinds import Source, Topic
from answerback.findings.suggestions.models import Suggestion
from answerback.guard.messages.folding import fold
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.texts.take import take
from answerback.wallets.places import Place

LONGEST = 4000


@dataclass(frozen=True)
class Said:
    """One wish as it was said, and what else came up in that call. `topics` are codes, the first the main one."""

    words: str
    topics: Sequence[Topic] = (Topic.OTHER,)
    source: Source = Source.CONVERSATION
    language: str = ""
    conversation_id: UUID | None = None
    step: str = ""
    callback_id: UUID | None = None
    callback_kind: str = ""
    had_trouble: bool = False
    hazards: Sequence[str] = ()


@transaction.atomic
def suggest(
    customer: Customer, *, words: str, topic: Topic, language: str, by: Actor, at: datetime
) -> Suggestion:
    """The user writes it himself; the same words again are one wish. Raises SecretInText."""
    taken = take(
        customer.wallet, words.strip()[:LONGEST], place=Place.COMMENT, at=at, customer_id=customer.id
    )
    own = Suggestion.objects.for_wallet(customer.wallet_id).filter(customer=customer, source=Source.PORTAL)
    last: list[Suggestion] = list(own.filter(withdrawn_at=None, topic=topic).order_by("-made_at")[:20])
    for known in last:
        if known.words == taken.text:
            return known
    said = Said(taken.text, (topic,), Source.PORTAL, language)
    return make(customer, said, by=by, at=at)


@transaction.atomic
def make(customer: Customer, said: Said, *, by: Actor, at: datetime) -> Suggestion:
    """Keep what was said; its words were cleaned when they were taken."""
    suggestion = Suggestion(
        wallet_id=customer.wallet_id,
        customer=customer,
        source=said.source,
        conversation_id=said.conversation_id,
        step=said.step,
        callback_id=said.callback_id,
        callback_kind=said.callback_kind,
        words=said.words,
        language=language_of(said.words, said.language),
        made_at=at,
    )
    _describe(suggestion, said)
    suggestion.save(force_insert=True)
    index.enter(suggestion)
    data = {"topic": suggestion.topic, "language": suggestion.language, "callback": suggestion.callback_id}
    tell(suggestion, "suggestion.made", by=by, at=at, data=data)
    return suggestion


@transaction.atomic
def change(suggestion: Suggestion, said: Said, *, by: Actor, at: datetime) -> Suggestion:
    """What was said differently; in whichever group it is, there it stays. The same again changes nothing."""
    before = (suggestion.words, suggestion.topic, suggestion.other_topics, suggestion.had_trouble)
    hazards, was_withdrawn = suggestion.hazards, suggestion.withdrawn_at is not None
    old_traits = bytes(suggestion.traits)
    suggestion.words, suggestion.language = said.words, language_of(said.words, said.language)
    _describe(suggestion, said)
    after = (suggestion.words, suggestion.topic, suggestion.other_topics, suggestion.had_trouble)
    if (after, suggestion.hazards) == (before, hazards) and not was_withdrawn:
        return suggestion
    new_traits, suggestion.traits = suggestion.traits, old_traits
    if not was_withdrawn:
        index.leave(suggestion)
    suggestion.traits, suggestion.changed_at, suggestion.withdrawn_at = new_traits, at, None
    suggestion.save()
    index.enter(suggestion)
    tell(suggestion, "suggestion.changed", by=by, at=at, data={"topic": suggestion.topic})
    return suggestion


@transaction.atomic
def withdraw(suggestion: Suggestion, *, by: Actor, at: datetime) -> Suggestion:
    """It was not meant, or its question is no longer on the path; it leaves its group and counts nowhere."""
    if suggestion.withdrawn_at is not None:
        return suggestion
    group = suggestion.group_id
    index.wait_no_more([suggestion])
    suggestion.group, suggestion.withdrawn_at = None, at
    suggestion.save(update_fields=["group", "withdrawn_at"])
    index.uncount(suggestion)
    if group is not None:
        index.part([suggestion], group)
    tell(suggestion, "suggestion.withdrawn", by=by, at=at, data={"group": group})
    return suggestion


def language_of(words: str, otherwise: str = "") -> str:
    """The language of the words themselves: Chinese if a Chinese character is among them."""
    letters = fold(words).letters
    if any("\u3400" <= sign <= "\u9fff" for sign in letters):
        return "zh-hans"
    return "en" if any(sign.isalpha() for sign in letters) else otherwise or "en"


def tell(
    suggestion: Suggestion, kind: str, *, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """An entry about one wish, which its customer may read too."""
    write(
        kind,
        wallet_id=suggestion.wallet_id,
        subject=Subject("suggestion", suggestion.id),
        customer_id=suggestion.customer_id,
        audience=Audience.CUSTOMER,
        by=by,
        at=at,
        data={"suggestion": suggestion.id, **(data or {})},
    )


def _describe(suggestion: Suggestion, said: Said) -> None:
    suggestion.topic = said.topics[0]
    suggestion.other_topics = [topic.value for topic in said.topics[1:]]
    suggestion.had_trouble, suggestion.hazards = said.had_trouble, sorted(said.hazards)
    topics = [topic.value for topic in said.topics]
    suggestion.traits = index.pack(index.keyed(suggestion.wallet_id, said.words, topics))
