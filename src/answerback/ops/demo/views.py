"""The demo's own pages: the way in, one click for each screen."""

from __future__ import annotations

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from answerback.customers.portal_link import make
from answerback.customers.queries import find
from answerback.journal.write import SYSTEM
from answerback.ops.demo.addresses import SALT
from answerback.ops.loops import now
from answerback.wallets.models import Wallet

LINK_SECONDS = 12 * 3600


@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """What the wallet's app does when its user opens the page: a fresh one-time link, and the user sent to it."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as forged:
        raise Http404 from forged
    wallet = Wallet.objects.get(slug=said["wallet"])
    customer = find(wallet, said["customer"])
    if customer is None:
        raise Http404
    return HttpResponseRedirect(reverse("portal:enter", args=[make(customer, by=SYSTEM, at=now())]))
