"""Wishes without the call around them: who said what, when, and whether he was asked."""

from __future__ import annotations

from datetime import datetime

from answerback.customers.models import Customer
from answerback.findings.suggestions.kinds import Source, Topic
from answerback.findings.suggestions.make import Said, make
from answerback.findings.suggestions.models import Asked, Suggestion, SuggestionGroup
from answerback.findings.suggestions.regroup import Titles, new_group
from answerback.journal.models import Entry
from answerback.storage.ids import new_id
from tests.cast import NOON, Cast, make_customer

FONT = Titles("字体大一些", "Larger letters", Topic.LOOK)
FEE = Titles("手续费写清楚", "Say the fee first", Topic.PAY)


def says(
    customer: Customer, words: str, *, at: datetime = NOON, topic: Topic = Topic.LOOK, **more: object
) -> Suggestion:
    """In a call in which he was asked, unless `source` says otherwise."""
    said = Said(words, (topic,), conversation_id=new_id(), step="s_better", **more)  # type: ignore[arg-type]
    if said.source == Source.CONVERSATION:
        asked(customer, at=at)
    from answerback.journal.write import Actor

    return make(customer, said, by=Actor("customer", customer.id), at=at)


def asked(customer: Customer, *, at: datetime = NOON) -> None:
    Asked.objects.create(
        wallet_id=customer.wallet_id, customer=customer, conversation_id=new_id(), asked_at=at
    )


def people(cast: Cast, count: int, begin: int = 100) -> list[Customer]:
    return [make_customer(cast.wallet, f"wisher-{begin + number}", "") for number in range(count)]


def grouped(cast: Cast, titles: Titles, *wishes: Suggestion, at: datetime = NOON) -> SuggestionGroup:
    return new_group(cast.wallet, titles, [one.id for one in wishes], by=cast.han_meimei, at=at)


def kinds(cast: Cast, beginning: str = "suggestion") -> list[str]:
    rows = Entry.objects.for_wallet(cast.wallet).filter(kind__startswith=beginning).order_by("id")
    return [entry.kind for entry in rows]
