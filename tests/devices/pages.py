"""A browser that has come in by its customer's one-time link, in English."""

from __future__ import annotations

from typing import Any

from django.test import Client

from answerback.customers.models import Customer
from answerback.customers.portal_link import make
from answerback.journal.write import SYSTEM
from answerback.portal.clock import now


def enter(customer: Customer, settings: Any) -> Client:
    client = Client(headers={"accept-language": "en", "host": settings.ORIGINS["portal"].split("://")[1]})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.post(f"/my/enter/{make(customer, by=SYSTEM, at=now())}").status_code == 302
    return client
