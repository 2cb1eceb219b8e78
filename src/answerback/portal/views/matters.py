"""The list of matters, and asking to be rung."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from answerback.callbacks.ask import ask
from answerback.callbacks.models import Callback
from answerback.callbacks.prepare import write_down
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.forms import AskForm
from answerback.portal.matters import matters
from answerback.portal.pages import language_here, page
from answerback.texts.refusals import SecretInText
from answerback.ui.guarded import handed_back, says_nothing, without_beginnings
from answerback.wallets.kinds import Line
from answerback.wallets.text_policy import policy_for


@require_GET
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """Everything between the customer and us."""
    return page(request, "portal/matters.html", matters=matters(request.customer, now=now()), here="matters")


@require_http_methods(["GET", "POST"])
@customer_required
def asked(request: PortalRequest) -> HttpResponse:
    """Ask to be rung; asking again while a wish is open leads to that one."""
    wallet = request.customer.wallet
    form = AskForm(wallet, request.POST or None)
    if not (wallet.rings_by_phone and wallet.has_line(Line.IN_APP)):
        del form.fields["in_app"]
    if request.method == "GET" or not form.is_valid():
        return page(request, "portal/ask.html", form=form, here="matters")
    return _ask(request, form)


def _ask(request: PortalRequest, form: AskForm) -> HttpResponse:
    """The wish counts even when the words beside it hold a secret: that alone is not kept."""
    in_app = bool(form.cleaned_data.get("in_app")) or not request.customer.wallet.rings_by_phone
    callback = ask(request.customer, language=language_here(), in_app=in_app, by=request.actor, at=now())
    messages.success(request, _("We will ring you. You may choose the time below."))
    if form.cleaned_data["text"].strip() and _keep(request, callback, form.cleaned_data["text"]):
        messages.warning(request, _("Something that looked private was taken out before we kept your words."))
    return HttpResponseRedirect(reverse("portal:callback", args=[callback.id]))


def _keep(request: PortalRequest, callback: Callback, text: str) -> bool:
    """Keep the words, or what is left of them without their secret; whether something was taken out."""
    policy = policy_for(request.customer.wallet, AskForm.place)
    unbegun, _begun = without_beginnings(text, policy)
    try:
        return write_down(callback, unbegun, by=request.actor, at=now()).text != text.strip()
    except SecretInText:
        left = handed_back(text, policy)
        if not says_nothing(left):
            write_down(callback, left, by=request.actor, at=now())
        return True
