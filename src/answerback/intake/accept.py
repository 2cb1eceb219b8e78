"""Step 1 of the story: an event comes in. It is kept, and a rule says whether it becomes a callback.

One transaction per event: the row, the callback and the answer are written together or not at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.customers.queries import find
from answerback.intake import decide
from answerback.intake.incoming import Incoming, read
from answerback.intake.models import Event, EventState
from answerback.intake.texts import guarded
from answerback.journal.write import Actor, Subject, write
from answerback.keys.mac import check, mac
from answerback.keys.purposes import Purpose
from answerback.storage.ids import new_id
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet


class EventConflict(Refusal):
    """The same source and id came before with another body."""

    code = "events.conflict"
    status = 409
    says = _(
        "An event with this source and id was received before, with other content. Send it with a new id."
    )


@dataclass(frozen=True)
class Accepted:
    """`answer` is what the sender is told, every time; `repeated`: the event was known already."""

    event: Event
    answer: dict[str, Any]
    repeated: bool


def accept(wallet: Wallet, envelope: object, *, by: Actor, at: datetime) -> Accepted:
    """Take one CloudEvent. Raises `Invalid`, `UnknownType`, `TooLarge`, `EventConflict`."""
    incoming = read(envelope, at=at)
    with transaction.atomic():
        event, is_new = _keep(wallet, incoming, at)
        if not is_new:
            return _known(event, incoming)
        decide.decide(event, by=by, at=at)
        event.answer = answer_of(event)
        event.save()
        _journal(event, by=by, at=at)
    return Accepted(event=event, answer=event.answer, repeated=False)


def answer_of(event: Event) -> dict[str, Any]:
    """What became of the event, in ids and codes."""
    answer = {
        "source": event.source,
        "id": event.event_id,
        "event": str(event.id),
        "status": str(event.state),
    }
    return answer | ({"callback": str(event.callback_id)} if event.callback_id else {})


def _keep(wallet: Wallet, incoming: Incoming, at: datetime) -> tuple[Event, bool]:
    """The unique constraint decides who was first, also among racing processes."""
    known = {"source": incoming.source, "event_id": incoming.event_id}
    found: Event | None = Event.objects.for_wallet(wallet).filter(**known).first()
    if found is not None:
        return found, False
    fresh = _fresh(wallet, incoming, at)
    event: Event
    event, is_new = Event.objects.for_wallet(wallet).get_or_create(wallet=wallet, **known, defaults=fresh)
    return event, is_new


def _fresh(wallet: Wallet, incoming: Incoming, at: datetime) -> dict[str, Any]:
    """The columns of a new row. Its digest is keyed: a plain one would let a masked code be guessed."""
    customer, id = find(wallet, incoming.subject), new_id()
    clean = guarded(wallet, incoming, event_id=id, customer_id=customer.id if customer else None, at=at)
    return {
        "id": id,
        "kind": incoming.kind,
        "is_resolution": incoming.is_resolution,
        "subject": incoming.subject,
        "customer": customer,
        "matter_id": incoming.matter_id,
        "data": json.dumps(clean, ensure_ascii=False, separators=(",", ":")),
        "digest": mac(Purpose.INDEX, wallet.id, incoming.digest.encode()).hex(),
        "state": EventState.CUSTOMER_MISSING,
        "occurred_at": incoming.occurred_at,
        "received_at": at,
    }


def _known(event: Event, incoming: Incoming) -> Accepted:
    """An erased event has forgotten its body, so every repetition of it gets the same short answer."""
    if event.state == EventState.ERASED:
        return Accepted(event=event, answer=answer_of(event), repeated=True)
    if not check(Purpose.INDEX, event.wallet_id, incoming.digest.encode(), bytes.fromhex(event.digest)):
        raise EventConflict
    return Accepted(event=event, answer=event.answer, repeated=True)


def _journal(event: Event, *, by: Actor, at: datetime) -> None:
    write(
        "event.received",
        wallet_id=event.wallet_id,
        subject=Subject("event", event.id),
        customer_id=event.customer_id,
        by=by,
        at=at,
        data={"kind": str(event.kind), "state": str(event.state), "callback": event.callback_id},
    )
