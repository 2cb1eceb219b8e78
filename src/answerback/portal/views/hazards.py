"""What is unsafe, as a letter; and the user's own measures, ticked off."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from answerback.findings.hazards.do import settle_measure
from answerback.findings.hazards.kinds import MeasureState, Who
from answerback.findings.hazards.models import Measure
from answerback.findings.hazards.queries import shown_to
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.hazard_letter import letter_of
from answerback.portal.pages import found, page


@require_GET
@customer_required
def letter(request: PortalRequest, hazard_id: UUID) -> HttpResponse:
    """What we found, why it matters, what you do, what we do, when we ring again, how it ended."""
    hazard = found(shown_to(request.customer).filter(id=hazard_id).first())
    return page(request, "portal/hazard.html", letter=letter_of(hazard, at=now()), here="matters")


@require_POST
@customer_required
def measure(request: PortalRequest, measure_id: UUID) -> HttpResponse:
    """Done, or not done after all."""
    mine = shown_to(request.customer).values("id")
    rows = Measure.objects.for_wallet(request.customer.wallet_id).filter(hazard__in=mine, who=Who.USER)
    one = found(rows.filter(id=measure_id).first())
    state = MeasureState.OPEN if request.POST.get("state") == "open" else MeasureState.DONE
    settle_measure(one, state, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("portal:hazard", args=[one.hazard_id]))
