"""The demo's wallet: what the visitor has in his hand. The product's own portal is one press away, at /my/."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.customers import portal_link
from answerback.customers.bring import bring
from answerback.customers.data import CustomerData
from answerback.customers.models import Customer, Language
from answerback.customers.queries import find
from answerback.journal.write import SYSTEM
from answerback.ops.demo.addresses import SALT
from answerback.ops.demo.backend import Trouble, possible, tell
from answerback.ops.demo.phone import phone_of
from answerback.ops.loops import now
from answerback.portal.access import PortalRequest, customer_required, let_in
from answerback.portal.home import status_context, verdict_context
from answerback.portal.pages import language_here, page
from answerback.portal.views.status import ring_here
from answerback.wallets.models import Wallet

LINK_SECONDS = 12 * 3600


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Open the demo wallet as its user: what a phone does when its owner touches the wallet's icon."""
    customer = _customer(token)
    if request.method == "GET":
        return render(request, "demo/open.html", {"wallet": customer.wallet})
    bring(
        customer.wallet,
        customer.external_id,
        CustomerData(language=Language(language_here())),
        by=SYSTEM,
        at=now(),
    )
    spent = portal_link.spend(portal_link.make(customer, by=SYSTEM, at=now()), at=now())
    return let_in(request, HttpResponseRedirect(reverse("demo:wallet")), spent)


def _customer(token: str) -> Customer:
    try:
        said = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as forged:
        raise Http404 from forged
    customer = find(Wallet.objects.get(slug=said["wallet"]), said["customer"])
    if customer is None:
        raise Http404
    return customer


@require_GET
@customer_required
def wallet(request: PortalRequest) -> HttpResponse:
    """The wallet's home, its banner that shows the live state, and beside it the demo phone."""
    at = now()
    ring_here(request)
    known = status_context(request, at) | verdict_context(request, at)
    said = {
        Trouble.PAYMENT_NOT_ARRIVED: _("My payment did not arrive"),
        Trouble.MISTAKEN_TRANSFER: _("I sent it to the wrong place"),
        Trouble.ACCOUNT_LOCKED: _("Lock my account"),
    }
    troubles = [(one.value, said[one]) for one in possible(request.customer.wallet)]
    balance = "0.8500 ETH" if request.customer.wallet.is_self_custodial else "¥ 8,642.50"
    return page(
        request, "demo/wallet.html", troubles=troubles, phone=phone_of(request), balance=balance, **known
    )


@require_POST
@customer_required
def transfer(request: PortalRequest) -> HttpResponse:
    """A pretended transfer: nothing moves in the demo."""
    messages.success(
        request, _("Sent, as far as a demo can send. If something is wrong with it, say so below.")
    )
    return HttpResponseRedirect(reverse("demo:wallet"))


@require_POST
@customer_required
def trouble(request: PortalRequest) -> HttpResponse:
    """The user says what went wrong; the wallet's backend tells Answerback."""
    try:
        kind = Trouble(request.POST.get("kind", Trouble.PAYMENT_NOT_ARRIVED))
    except ValueError as unknown:
        raise Http404 from unknown
    if kind not in possible(request.customer.wallet):
        raise Http404
    tell(request.customer, kind, at=now())
    messages.success(request, _("The wallet has been told. An agent rings you back: watch the banner."))
    return HttpResponseRedirect(reverse("demo:wallet"))
