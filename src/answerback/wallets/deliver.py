"""Due messages leave: claimed by changing the row, sent with no transaction open, then recorded.

A claim is a lease. Who dies while sending leaves a row that falls due again when its lease ends; it is sent
again under the same `webhook-id`, the receiver's idempotency key. A result counts only while its lease holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from standardwebhooks.webhooks import Webhook

from answerback.journal.write import SYSTEM, Audience, Subject, write
from answerback.keys.envelope import CannotOpen
from answerback.wallets.endpoints import disable, secrets_of
from answerback.wallets.models import Delivery, DeliveryAttempt
from answerback.wallets.outbox import opened_body
from answerback.wallets.schedule import next_try
from answerback.wallets.sender import Answer, Parcel, Sender

State = Delivery.State
DUE = (State.HELD, State.WAITING, State.SENDING)
LEASE = timedelta(seconds=60)
AT_ONCE = 8
GONE = 410


@dataclass(frozen=True)
class Outcome:
    """What becomes of a delivery after one try."""

    state: Delivery.State
    due_at: datetime
    finished_at: datetime | None


def step(now: datetime, sender: Sender, *, limit: int = AT_ONCE) -> int:
    """Send what is due, at most `limit` messages side by side; returns how many were tried: call until 0."""
    claimed = [delivery for row in _due(now, limit) if (delivery := _claim(row, now)) is not None]
    parcels = [(delivery, _parcel_or_none(delivery, at=now)) for delivery in claimed]
    for delivery, answer in _sent(parcels, sender):
        record(delivery, answer, at=now)
    return len(claimed)


def parcel_of(delivery: Delivery, *, at: datetime) -> Parcel:
    """The signed message: the same id and body at every try, the time and the signatures of this one."""
    body = opened_body(delivery)
    signatures = [
        Webhook(secret).sign(delivery.message_id, at, body) for secret in secrets_of(delivery.endpoint, at=at)
    ]
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Answerback-Webhooks/1",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return Parcel(delivery.endpoint.url, headers, body.encode())


def record(delivery: Delivery, answer: Answer, *, at: datetime) -> bool:
    """Keep the try and what follows from it; False if the lease has passed to somebody else meanwhile."""
    outcome = _outcome(delivery, answer, at=at)
    with transaction.atomic():
        mine = _row(delivery).filter(state=State.SENDING, attempts=delivery.attempts)
        if not mine.update(
            state=outcome.state,
            due_at=outcome.due_at,
            finished_at=outcome.finished_at,
            last_status=answer.status,
            last_error=answer.error,
        ):
            return False
        _keep_try(delivery, answer, at=at)
        if outcome.state == State.FAILED:
            _tell_failed(delivery, answer, at=at)
        if answer.status == GONE:
            disable(delivery.endpoint, reason="gone", by=SYSTEM, at=at)
    return True


def _due(now: datetime, limit: int) -> list[Delivery]:
    """The oldest of each endpoint, so that a slow or dead one does not hold up the others."""
    # every wallet: one outbox serves them all
    due = Delivery.objects.filter(state__in=DUE, due_at__lte=now, endpoint__disabled_at=None)
    endpoints = due.order_by("endpoint_id").values_list("endpoint_id", flat=True).distinct()
    ids = list(endpoints)
    share = max(1, limit // max(1, len(ids)))
    oldest = due.select_related("endpoint").order_by("due_at", "id")
    rows = [row for one in ids for row in oldest.filter(endpoint_id=one)[:share]]
    return sorted(rows, key=lambda row: (row.due_at, row.id))[:limit]


def _row(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.for_wallet(delivery.wallet_id).filter(id=delivery.id)


def _claim(row: Delivery, now: datetime) -> Delivery | None:
    """Win the row by changing it, or leave it to whoever did."""
    unchanged = _row(row).filter(state=row.state, attempts=row.attempts, due_at=row.due_at)
    if not unchanged.update(state=State.SENDING, due_at=now + LEASE, attempts=F("attempts") + 1):
        return None
    row.attempts += 1
    return row


def _parcel_or_none(delivery: Delivery, *, at: datetime) -> Parcel | None:
    try:
        return parcel_of(delivery, at=at)
    except CannotOpen:
        return None


def _sent(
    parcels: Sequence[tuple[Delivery, Parcel | None]], sender: Sender
) -> Iterator[tuple[Delivery, Answer]]:
    """Side by side, in threads that never touch the database."""
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="webhooks") as pool:
        running = [(one, pool.submit(sender.send, parcel)) for one, parcel in parcels if parcel is not None]
        yield from ((one, Answer(None, error="cannot_open")) for one, parcel in parcels if parcel is None)
        yield from ((one, future.result()) for one, future in running)


def _outcome(delivery: Delivery, answer: Answer, *, at: datetime) -> Outcome:
    if answer.is_accepted:
        return Outcome(State.DELIVERED, at, at)
    tries = delivery.attempts - delivery.attempts_before
    again_at = next_try(tries, at=at, message=delivery.id, asked_wait=answer.asked_wait)
    if again_at is None or answer.status == GONE:
        return Outcome(State.FAILED, at, at)
    return Outcome(State.WAITING, again_at, None)


def _keep_try(delivery: Delivery, answer: Answer, *, at: datetime) -> None:
    DeliveryAttempt.objects.create(
        wallet_id=delivery.wallet_id,
        delivery=delivery,
        number=delivery.attempts,
        at=at,
        status=answer.status,
        error=answer.error,
        milliseconds=answer.milliseconds,
    )


def _tell_failed(delivery: Delivery, answer: Answer, *, at: datetime) -> None:
    write(
        "delivery.failed",
        wallet_id=delivery.wallet_id,
        subject=Subject("delivery", delivery.id),
        by=SYSTEM,
        at=at,
        audience=Audience.AUDIT,
        data={"kind": delivery.kind, "status": answer.status, "error": answer.error},
    )
