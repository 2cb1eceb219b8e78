"""The offers that were told in a call, to read in peace; and the way to hear of no more."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from answerback.customers.models import Stop
from answerback.findings.offers.queries import heard_by
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import page


@require_GET
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """Each once, the newest first; what is over says so."""
    told = {one.offer_id: one for one in reversed(heard_by(request.customer))}
    may_stop = request.customer.stop == Stop.NOTHING  # who stopped more than offers is not asked to stop less
    rows = list(told.values())[::-1]
    return page(request, "portal/offers.html", told=rows, at=now(), may_stop=may_stop, here="matters")
