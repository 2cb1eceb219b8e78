"""A page of the demo wallet's own web site with the live status on it, from another origin: docs/guides/embed.md."""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from answerback.api.status import ticket_for
from answerback.customers.models import Customer
from answerback.customers.queries import find
from answerback.journal.write import SYSTEM
from answerback.live.embedding import component, integrity
from answerback.ops.demo.cast import CUSTOMERS, WALLETS
from answerback.ops.loops import now
from answerback.wallets.models import Wallet
from answerback.wallets.update import change_policies

PUBLIC = settings.ORIGINS["public"]


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """As the wallet's engineer would write it: one script, one element."""
    customer = _customer()
    known = {
        "component": component(),
        "integrity": integrity(),
        "ticket": reverse("demo:embed_ticket"),
        "portal": f"{settings.ORIGINS['portal']}/my/",
        "wallet": customer.wallet,
    }
    response = render(request, "demo/embed.html", known)
    response._csp_update = {"script-src": [PUBLIC], "connect-src": [PUBLIC]}  # type: ignore[attr-defined]
    return response


@csrf_exempt
@require_POST
def ticket(request: HttpRequest) -> HttpResponse:
    """What the wallet's backend does for its signed-in user: asks for a ticket and hands the answer on."""
    try:
        session = UUID(asked) if (asked := json.loads(request.body).get("session")) else None
    except (ValueError, AttributeError) as broken:
        raise Http404 from broken
    customer = _customer()
    customer.wallet = _declared(customer.wallet)
    return JsonResponse(ticket_for(customer, session=session, origin=_origin(), at=now()))


def _customer() -> Customer:
    wallet = Wallet.objects.get(slug=WALLETS[0].slug)
    customer = find(wallet, CUSTOMERS[wallet.slug][0][0])
    if customer is None:
        raise Http404
    return customer


def _declared(wallet: Wallet) -> Wallet:
    """What a supervisor writes into the console once."""
    return change_policies(wallet, changes={"status_origins": [_origin()]}, by=SYSTEM, at=now())


def _origin() -> str:
    return f"http://localhost:{settings.ANSWERBACK.port}"
