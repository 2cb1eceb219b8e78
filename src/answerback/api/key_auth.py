"""Who asks: an API key with the scope that the operation needs, within its rate."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from answerback.api.rate import Limiter
from answerback.api.refusals import NotFound
from answerback.customers.models import Customer
from answerback.customers.queries import find
from answerback.journal.write import Actor
from answerback.wallets.api_keys import authenticate
from answerback.wallets.kinds import Scope
from answerback.wallets.models import ApiKey, Wallet

limiter = Limiter()


class Key(HttpBearer):
    """`auth=Key(Scope.READ)`. Raises the refusals of `wallets.api_keys` and `TooManyRequests`."""

    def __init__(self, needs: Scope) -> None:
        self.needs = needs
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """The key, which ninja keeps as `request.auth`."""
        now = timezone.now()
        key = authenticate(token, needs=self.needs, at=now)
        limiter.take(key.id, at=now)
        return key


def wallet_of(request: HttpRequest) -> Wallet:
    """The wallet whose key was shown; nothing of any other wallet is reachable."""
    return key_of(request).wallet


def customer_of(request: HttpRequest, external_id: str) -> Customer:
    """The customer whom the key's wallet knows by this id. Raises `NotFound`, also of one who was erased."""
    customer = find(wallet_of(request), external_id)
    if customer is None:
        raise NotFound
    return customer


def actor_of(request: HttpRequest) -> Actor:
    """The machine as the journal names it."""
    return Actor("machine", key_of(request).id)


def key_of(request: HttpRequest) -> ApiKey:
    """The key that was shown."""
    key: ApiKey = request.auth  # type: ignore[attr-defined]
    return key
