from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from answerback.callbacks.models import Callback
    from answerback.customers.models import Customer
    from tests.cast import Cast

Enter = Callable[["Customer"], "Client"]


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def enter(db: None, settings) -> Enter:
    """A browser that has come in by its customer's one-time link, in English."""
    from django.test import Client

    from answerback.customers.portal_link import make
    from answerback.journal.write import SYSTEM
    from answerback.portal.clock import now

    def come_in(customer: Customer) -> Client:
        host = settings.ORIGINS["portal"].split("://")[1]
        client = Client(headers={"accept-language": "en", "host": host})
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        answer = client.post(f"/my/enter/{make(customer, by=SYSTEM, at=now())}")
        assert answer.status_code == 302
        return client

    return come_in


@pytest.fixture
def user(cast: Cast, enter: Enter) -> Client:
    return enter(cast.customer)


@pytest.fixture
def stranger(cast: Cast, enter: Enter) -> Client:
    return enter(cast.stranger)


@pytest.fixture
def callback(cast: Cast) -> Callback:
    """A call about a payment, arranged now."""
    from answerback.callbacks.request import request
    from answerback.customers.models import Purpose
    from answerback.journal.write import SYSTEM
    from answerback.portal.clock import now

    at = now()
    return request(
        wallet=cast.wallet,
        customer=cast.customer,
        kind="payment_not_arrived",
        purpose=Purpose.SERVICE,
        priority=3,
        guide="payment_not_arrived",
        not_before=at,
        deadline_at=None,
        by=SYSTEM,
        at=at,
    )
