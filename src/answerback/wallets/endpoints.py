"""Where a wallet's backend listens, and the secret (`whsec_`) it checks our signature with."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys import seal
from answerback.keys.holders import Column
from answerback.keys.purposes import Purpose
from answerback.wallets.addresses import checked_url
from answerback.wallets.models import Wallet, WebhookEndpoint
from answerback.wallets.refusals import EndpointTaken

OVERLAP = timedelta(hours=24)
SECRET_BYTES = 32


def add_endpoint(
    wallet: Wallet, *, url: str, by: Actor, at: datetime, kinds: Collection[str] = ()
) -> tuple[WebhookEndpoint, str]:
    """A new endpoint and its secret. No `kinds` means all. Raises `AddressForbidden`, `EndpointTaken`."""
    checked_url(url, allow_loopback=loopback_allowed())
    endpoint = WebhookEndpoint(wallet=wallet, url=url, kinds=sorted(kinds), created_at=at)
    secret = _new_secret()
    endpoint.secret_sealed = _sealed(endpoint, secret)
    try:
        with transaction.atomic():
            endpoint.save(force_insert=True)
            _tell("webhook_endpoint.added", endpoint, by=by, at=at, kinds=endpoint.kinds)
    except IntegrityError as taken:
        raise EndpointTaken from taken
    return endpoint, secret


def rotate_secret(endpoint: WebhookEndpoint, *, by: Actor, at: datetime, overlap: timedelta = OVERLAP) -> str:
    """A new secret; until the overlap ends every message carries a signature by each of the two."""
    secret = _new_secret()
    with transaction.atomic():
        current = _rows(endpoint).select_for_update().get(id=endpoint.id)
        current.previous_secret_sealed = current.secret_sealed
        current.previous_until = at + overlap
        current.secret_sealed = _sealed(current, secret)
        current.save(update_fields=["previous_secret_sealed", "previous_until", "secret_sealed"])
        _tell("webhook_endpoint.secret_rotated", current, by=by, at=at, until=current.previous_until)
    return secret


def secrets_of(endpoint: WebhookEndpoint, *, at: datetime) -> list[str]:
    """The secrets to sign with, the newest first; two while one overlaps the other."""
    found = [_opened(endpoint, endpoint.secret_sealed)]
    if endpoint.previous_secret_sealed and endpoint.previous_until and at < endpoint.previous_until:
        found.append(_opened(endpoint, endpoint.previous_secret_sealed))
    return found


def disable(endpoint: WebhookEndpoint, *, reason: str, by: Actor, at: datetime) -> bool:
    """Stop sending there; what waits is kept. True if this call did it. `reason` is a code."""
    with transaction.atomic():
        live = _rows(endpoint).filter(id=endpoint.id, disabled_at=None)
        won = live.update(disabled_at=at, disabled_reason=reason) == 1
        if won:
            _tell("webhook_endpoint.disabled", endpoint, by=by, at=at, reason=reason)
    return won


def enable(endpoint: WebhookEndpoint, *, by: Actor, at: datetime) -> bool:
    """Send there again, first of all what waited. True if this call did it. Raises `EndpointTaken`."""
    try:
        with transaction.atomic():
            disabled = _rows(endpoint).filter(id=endpoint.id, disabled_at__isnull=False)
            won = disabled.update(disabled_at=None, disabled_reason="") == 1
            if won:
                _tell("webhook_endpoint.enabled", endpoint, by=by, at=at)
    except IntegrityError as taken:
        raise EndpointTaken from taken
    return won


def loopback_allowed() -> bool:
    """Whether messages may go to this very machine: only in the demo and in tests."""
    return not settings.PRODUCTION


def _rows(endpoint: WebhookEndpoint) -> QuerySet[WebhookEndpoint]:
    return WebhookEndpoint.objects.for_wallet(endpoint.wallet_id)


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _context(endpoint: WebhookEndpoint) -> bytes:
    return b"webhook_endpoint:" + endpoint.id.bytes


def _sealed(endpoint: WebhookEndpoint, secret: str) -> bytes:
    return seal.seal(endpoint.wallet_id, Purpose.WEBHOOK, secret.encode(), context=_context(endpoint))


def _opened(endpoint: WebhookEndpoint, sealed: bytes | memoryview) -> str:
    plain = seal.open_sealed(endpoint.wallet_id, Purpose.WEBHOOK, bytes(sealed), context=_context(endpoint))
    return plain.decode()


def _tell(kind: str, endpoint: WebhookEndpoint, *, by: Actor, at: datetime, **data: object) -> None:
    about = Subject("webhook_endpoint", endpoint.id)
    write(kind, wallet_id=endpoint.wallet_id, subject=about, by=by, at=at, audience=Audience.AUDIT, data=data)


# How the secrets are sealed again after a rotation.
SEALED = (
    Column(WebhookEndpoint, "secret_sealed", Purpose.WEBHOOK, _context),
    Column(WebhookEndpoint, "previous_secret_sealed", Purpose.WEBHOOK, _context),
)
