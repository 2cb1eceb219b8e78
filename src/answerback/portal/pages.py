"""What every page of the portal knows: the wallet, and the moment at which it was drawn."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from answerback.portal.access import PortalRequest
from answerback.portal.clock import now

T = TypeVar("T")


def page(request: PortalRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """One page of the signed-in user."""
    known = {"wallet": request.customer.wallet, "customer": request.customer, "now": now()}
    return render(request, template, known | context, status=status)


def language_here() -> str:
    """The language of the page, as customers and guides name it: `zh-hans` or `en`."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"


def found(row: T | None) -> T:
    """The row, or 404 for what is not there or is not this customer's."""
    if row is None:
        raise Http404
    return row
