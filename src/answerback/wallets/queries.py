"""Questions about wallets, their keys, endpoints and messages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from answerback.wallets.models import ApiKey, Delivery, DeliveryAttempt, Wallet, WebhookEndpoint


def all_wallets() -> QuerySet[Wallet]:
    """Every wallet of the deployment, by short name."""
    return Wallet.objects.order_by("slug")


def wallet_by_slug(slug: str) -> Wallet | None:
    """The wallet of that short name."""
    return Wallet.objects.filter(slug=slug).first()


def keys_of(wallet: Wallet) -> QuerySet[ApiKey]:
    """The wallet's API keys, the newest first, ended ones included."""
    return ApiKey.objects.for_wallet(wallet).order_by("-created_at", "-id")


def endpoints_of(wallet: Wallet) -> QuerySet[WebhookEndpoint]:
    """Where the wallet's backend listens, disabled ones included."""
    return WebhookEndpoint.objects.for_wallet(wallet).order_by("created_at", "id")


def deliveries_of(
    wallet: Wallet, *, state: Delivery.State | None = None, subject_id: UUID | None = None
) -> QuerySet[Delivery]:
    """The delivery log, the newest first."""
    found = Delivery.objects.for_wallet(wallet).select_related("endpoint").order_by("-created_at", "-id")
    if state is not None:
        found = found.filter(state=state)
    return found if subject_id is None else found.filter(subject_id=subject_id)


def tries_of(delivery: Delivery) -> QuerySet[DeliveryAttempt]:
    """Each try of one delivery, the oldest first."""
    rows = DeliveryAttempt.objects.for_wallet(delivery.wallet_id)
    return rows.filter(delivery=delivery).order_by("number")


def next_due_at() -> datetime | None:
    """When the outbox next has something to do; None while nothing waits."""
    # every wallet: one outbox serves them all
    waiting = Delivery.objects.filter(
        state__in=[Delivery.State.HELD, Delivery.State.WAITING, Delivery.State.SENDING],
        endpoint__disabled_at=None,
    )
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()
