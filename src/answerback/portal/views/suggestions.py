"""What became of my suggestions: read, say what could be better, take one back, take a copy."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.findings.suggestions.kinds import Topic
from answerback.findings.suggestions.make import suggest, withdraw
from answerback.findings.suggestions.own import as_data, own_rows, own_suggestions
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.forms import SuggestionForm
from answerback.portal.pages import found, language_here, page
from answerback.texts.refusals import SecretInText


@require_http_methods(["GET", "POST"])
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """Everything he suggested; POST adds one."""
    form = SuggestionForm(request.customer.wallet, request.POST or None)
    if request.method == "POST" and form.is_valid() and _keep(request, form):
        messages.success(
            request, _("Thank you. A person will read it, and you will see here what becomes of it.")
        )
        return HttpResponseRedirect(reverse("portal:suggestions"))
    rows, status = own_suggestions(request.customer), 422 if form.errors else 200
    return page(request, "portal/suggestions.html", status=status, form=form, rows=rows, here="matters")


def _keep(request: PortalRequest, form: SuggestionForm) -> bool:
    """Whether it was kept; a secret in it is said beside the field."""
    said = form.cleaned_data
    try:
        suggest(
            request.customer,
            words=said["text"],
            topic=Topic(said["topic"]),
            language=language_here(),
            by=request.actor,
            at=now(),
        )
    except SecretInText as refusal:
        form.add_error("text", refusal.sentence)
        return False
    return True


@require_POST
@customer_required
def withdrawal(request: PortalRequest, suggestion_id: UUID) -> HttpResponse:
    """He takes it back; it counts nowhere any more."""
    own = found(own_rows(request.customer).filter(id=suggestion_id).select_related("wallet").first())
    withdraw(own, by=request.actor, at=now())
    messages.success(request, _("It is taken back."))
    return HttpResponseRedirect(reverse("portal:suggestions"))


@require_GET
@customer_required
def copy(request: PortalRequest) -> HttpResponse:
    """A copy of everything kept about his suggestions, as JSON."""
    answer = JsonResponse(
        {"suggestions": as_data(request.customer)}, json_dumps_params={"ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="suggestions.json"'
    return answer
