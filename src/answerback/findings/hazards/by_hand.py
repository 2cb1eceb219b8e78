"""Staff open a hazard themselves: what nobody asked for and the user told all the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.conversations.queries import conversation_of
from answerback.conversations.record import walk_of
from answerback.customers.models import Customer
from answerback.findings.hazards.facts import Fact, on_file
from answerback.findings.hazards.hear import facts_of, origin_of
from answerback.findings.hazards.kinds import Cause, Kind, Source, State
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.journal.write import Actor
from answerback.texts.take import take
from answerback.wallets.places import Place


def open_in_call(callback: Callback, kind: Kind, *, by: Actor, at: datetime) -> Hazard:
    """On the desk, in one choice; what the guide opened already is the same hazard."""
    origin = origin_of(callback, kind)
    known: Hazard | None = (
        Hazard.objects.for_wallet(callback.wallet_id).filter(origin=origin, state=State.OPEN).first()
    )
    if known is not None:
        return known
    talk = conversation_of(callback.wallet, callback_id=callback.id)
    facts = facts_of(callback, walk_of(talk) if talk is not None else None, at)
    ticket = ticket_of(callback, by=by, at=at)
    found = Found(Source.STAFF, origin, callback.id, ticket, callback.agent)
    return open_hazard(callback.customer, kind=kind, found=found, facts=facts, by=by, at=at)


def open_by_hand(
    customer: Customer,
    kind: Kind,
    *,
    token: UUID,
    facts: Iterable[Fact] = (),
    cause: Cause | None = None,
    words: str = "",
    by: Actor,
    at: datetime,
) -> Hazard:
    """In the console. `token` is the form's own: sent twice, it is one hazard. Raises SecretInText."""
    taken = take(customer.wallet, words.strip(), place=Place.TICKET, at=at, customer_id=customer.id)
    origin = f"staff:{token}"
    known = on_file(customer, about={}, at=at, but=[origin])
    found = Found(Source.STAFF, origin, words=taken.text)
    return open_hazard(customer, kind=kind, found=found, facts={*facts, *known}, cause=cause, by=by, at=at)
