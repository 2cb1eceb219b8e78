"""The demo's own pages: the way in, one click for each screen."""

from __future__ import annotations

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.queries import live_attempt_of_customer
from answerback.customers.portal_link import make
from answerback.customers.queries import find
from answerback.journal.write import SYSTEM
from answerback.ops.demo.addresses import SALT
from answerback.ops.demo.backend import payment_not_arrived
from answerback.ops.loops import now
from answerback.portal.access import PortalRequest, customer_required
from answerback.telephony.legs import find as find_leg
from answerback.telephony.simulator.driver import press
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


@require_POST
@customer_required
def trouble(request: PortalRequest) -> HttpResponse:
    """The user of the demo wallet says that a payment did not arrive."""
    payment_not_arrived(request.customer, at=now())
    return HttpResponseRedirect(reverse("portal:home"))


@require_POST
@customer_required
def phone(request: PortalRequest, button: str) -> HttpResponse:
    """A button of the demo phone: answer, refuse, voicemail, busy, hang_up."""
    attempt = live_attempt_of_customer(request.customer)
    leg = find_leg(attempt.leg_id) if attempt and attempt.leg_id else None
    if leg is not None:
        press(leg, button, at=now())
    return HttpResponseRedirect(reverse("portal:home"))
