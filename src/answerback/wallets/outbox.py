"""Messages to the wallet's backend: queued in the verb's own transaction, sent by `deliver` after commit.

The body is Standard Webhooks' `{type, timestamp, data}`, sealed at rest. A held message waits for its undo
window: `cancel_held` takes it back, `release` lets it go at once, else it leaves when the window is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from answerback.guard import Policy, clean
from answerback.keys import seal
from answerback.keys.holders import Column
from answerback.keys.purposes import Purpose
from answerback.storage.ids import new_id
from answerback.wallets.models import Delivery, Wallet, WebhookEndpoint
from answerback.wallets.places import Place
from answerback.wallets.text_policy import only_certain, policy_for


def queue(
    wallet: Wallet,
    kind: str,
    body: Mapping[str, object],
    *,
    at: datetime,
    subject_id: UUID | None = None,
    hold_until: datetime | None = None,
    message_id: str = "",
) -> list[Delivery]:
    """One delivery per endpoint that listens for `kind`; none if nobody does. Call it inside the transaction.

    `body` becomes `data`; `message_id` is the receiver's idempotency key, and a verb that passes its own
    gets the deliveries of the first time when it asks again.
    """
    message_id = message_id or f"msg_{new_id().hex}"
    plaintext = _message(kind, _without_secrets(body, only_certain(policy_for(wallet, Place.WEBHOOK))), at=at)
    return [
        _once(endpoint, message_id, kind, plaintext, at=at, subject_id=subject_id, hold_until=hold_until)
        for endpoint in _listeners(wallet, kind)
    ]


def cancel_held(wallet: Wallet, subject_id: UUID, *, at: datetime) -> int:
    """Take back what still waits for its undo window; returns how many messages will never leave."""
    held = Delivery.objects.for_wallet(wallet).filter(subject_id=subject_id, state=Delivery.State.HELD)
    return held.update(state=Delivery.State.CANCELLED, finished_at=at)


def release(wallet: Wallet, subject_id: UUID, *, at: datetime) -> int:
    """End the undo window now; returns how many messages may leave."""
    held = Delivery.objects.for_wallet(wallet).filter(subject_id=subject_id, state=Delivery.State.HELD)
    return held.update(state=Delivery.State.WAITING, due_at=at)


def opened_body(delivery: Delivery) -> str:
    """The JSON text that is signed and sent, byte for byte the same at every try."""
    sealed = bytes(delivery.body_sealed)
    return seal.open_sealed(delivery.wallet_id, Purpose.DATA, sealed, context=_context(delivery)).decode()


def _listeners(wallet: Wallet, kind: str) -> Iterable[WebhookEndpoint]:
    live = WebhookEndpoint.objects.for_wallet(wallet).filter(disabled_at=None)
    return [endpoint for endpoint in live if not endpoint.kinds or kind in endpoint.kinds]


def _without_secrets(value: Any, policy: Policy) -> Any:
    """The last look before a text leaves the house: what it was made of was cleaned when it came in."""
    if isinstance(value, str):
        return clean(value, policy).text
    if isinstance(value, Mapping):
        return {name: _without_secrets(one, policy) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(one, policy) for one in value]
    return value


def _message(kind: str, body: Mapping[str, object], *, at: datetime) -> bytes:
    message = {"type": kind, "timestamp": at.isoformat(), "data": dict(body)}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def _once(
    endpoint: WebhookEndpoint,
    message_id: str,
    kind: str,
    plaintext: bytes,
    *,
    at: datetime,
    subject_id: UUID | None,
    hold_until: datetime | None,
) -> Delivery:
    rows = Delivery.objects.for_wallet(endpoint.wallet_id)
    known: Delivery | None = rows.filter(endpoint=endpoint, message_id=message_id).first()
    if known is not None:
        return known
    delivery = Delivery(
        wallet_id=endpoint.wallet_id,
        endpoint=endpoint,
        message_id=message_id,
        kind=kind,
        subject_id=subject_id,
        state=Delivery.State.HELD if hold_until else Delivery.State.WAITING,
        due_at=hold_until or at,
        created_at=at,
    )
    context = _context(delivery)
    delivery.body_sealed = seal.seal(endpoint.wallet_id, Purpose.DATA, plaintext, context=context)
    delivery.save(force_insert=True)
    return delivery


def _context(delivery: Delivery) -> bytes:
    return b"delivery:" + delivery.id.bytes


# How the bodies are sealed again after a rotation.
SEALED = (Column(Delivery, "body_sealed", Purpose.DATA, _context),)
