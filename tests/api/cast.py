"""A machine with a key, and how it speaks."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from answerback.api.key_auth import limiter
from answerback.journal.write import SYSTEM
from answerback.wallets import api_keys
from answerback.wallets.kinds import Scope
from answerback.wallets.models import Wallet

CLOUDEVENT = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"


class Machine:
    """Sends requests with one API key; `call` returns the response, `json_of` its body."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client(raise_request_exception=False)

    def call(
        self, method: str, path: str, body: Any = None, *, type_: str = "application/json", **headers: str
    ) -> HttpResponse:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {"authorization": f"Bearer {self.token}"} if self.token else {}
        return self.client.generic(method, f"/api{path}", raw, content_type=type_, headers=given | headers)


def json_of(response: HttpResponse) -> Any:
    return json.loads(response.content)


def a_machine(wallet: Wallet, *scopes: Scope) -> Machine:
    now = datetime.now(UTC) - timedelta(seconds=1)
    name = f"backend {len(scopes)}"
    _key, text = api_keys.make(wallet, name=name, scopes=scopes or tuple(Scope), by=SYSTEM, at=now)
    return Machine(text)


@pytest.fixture
def machine(lanyue: Wallet) -> Machine:
    """The payment wallet's backend, allowed everything."""
    limiter._buckets.clear()
    return a_machine(lanyue)


@pytest.fixture
def other_machine(qingtan: Wallet) -> Machine:
    """The backend of the other wallet."""
    return a_machine(qingtan)
