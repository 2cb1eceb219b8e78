"""Where the wallet's backend listens, what was sent there, and sending it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.keys import EndpointForm
from answerback.console.page import show
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.refusals import Refusal
from answerback.wallets.endpoints import add_endpoint, disable, enable, rotate_secret
from answerback.wallets.models import Delivery
from answerback.wallets.queries import deliveries_of, endpoints_of, tries_of
from answerback.wallets.resend import resend

State = Delivery.State
STATES = {
    State.HELD: (gettext_lazy("Waits for its undo window"), "quiet"),
    State.WAITING: (gettext_lazy("Waits to be sent"), "act"),
    State.SENDING: (gettext_lazy("Being sent"), "act"),
    State.DELIVERED: (gettext_lazy("Delivered"), "done"),
    State.FAILED: (gettext_lazy("Not delivered"), "stop"),
    State.CANCELLED: (gettext_lazy("Taken back"), "quiet"),
}
REASON = "by_hand"


def _state(delivery: Delivery) -> Mark:
    return Mark(*STATES[State(delivery.state)])


DELIVERIES = Table(
    "deliveries",
    gettext_lazy("Delivery log"),
    (
        Field("kind", gettext_lazy("Message"), lambda one: one.kind, sort="kind"),
        Field("state", gettext_lazy("State"), _state, sort="state"),
        Field("to", gettext_lazy("Sent to"), lambda one: one.endpoint.url, sort="endpoint__url"),
        Field(
            "tries", gettext_lazy("Delivery tries"), lambda one: one.attempts, sort="attempts", numeric=True
        ),
        Field("status", gettext_lazy("Last answer"), lambda one: one.last_status or one.last_error),
        Field("made", gettext_lazy("Made"), lambda one: one.created_at, sort="created_at"),
    ),
    (
        Filter(
            "state",
            gettext_lazy("State"),
            lambda: [(state.value, word) for state, (word, _kind) in STATES.items()],
            "state",
        ),
    ),
    link=lambda one: reverse("console:delivery", args=[one.id]),
)


@require_http_methods(["GET", "POST"])
@staff_required(Right.MANAGE_KEYS)
def webhooks(request: StaffRequest) -> HttpResponse:
    """Every endpoint; POST adds one and shows its secret this once."""
    form, here = EndpointForm(request.POST or None), request.staff.wallet
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            added, secret = add_endpoint(
                here, url=said["url"], kinds=said["kinds"], by=request.staff.actor, at=now()
            )
            return _shown_once(request, added.url, secret)
        except Refusal as refused:
            form.add_error("url", str(refused.sentence))
    rows, status = endpoints_of(here), 422 if form.errors else 200
    return show(request, "webhooks", section="webhooks", status=status, form=form, endpoints=rows)


@require_POST
@staff_required(Right.MANAGE_KEYS)
def webhook_secret(request: StaffRequest, endpoint_id: UUID) -> HttpResponse:
    """A new secret, shown once; for a day every message carries both signatures."""
    found = one_of(endpoints_of(request.staff.wallet), endpoint_id)
    return _shown_once(request, found.url, rotate_secret(found, by=request.staff.actor, at=now()))


@require_POST
@staff_required(Right.MANAGE_KEYS)
def webhook_switch(request: StaffRequest, endpoint_id: UUID) -> HttpResponse:
    """Stop sending there, or begin again."""
    found = one_of(endpoints_of(request.staff.wallet), endpoint_id)
    if request.POST.get("way") == "on":
        enable(found, by=request.staff.actor, at=now())
    else:
        disable(found, reason=REASON, by=request.staff.actor, at=now())
    return HttpResponseRedirect(reverse("console:webhooks"))


@require_GET
@staff_required(Right.MANAGE_KEYS)
def deliveries(request: StaffRequest) -> HttpResponseBase:
    """What was sent, or should have been."""
    return listed(request, DELIVERIES, deliveries_of(request.staff.wallet), section="webhooks")


@require_GET
@staff_required(Right.MANAGE_KEYS)
def delivery(request: StaffRequest, delivery_id: UUID) -> HttpResponse:
    """One message with its tries; its body stays sealed."""
    found = one_of(deliveries_of(request.staff.wallet), delivery_id)
    again = found.state in (State.DELIVERED, State.FAILED)
    said: dict[str, Any] = {
        "delivery": found,
        "mark": _state(found),
        "tries": tries_of(found),
        "may_resend": again,
    }
    return show(request, "delivery", section="webhooks", **said)


@require_POST
@staff_required(Right.MANAGE_KEYS)
def delivery_resending(request: StaffRequest, delivery_id: UUID) -> HttpResponse:
    """Send it once more under its old id."""
    found = one_of(deliveries_of(request.staff.wallet), delivery_id)
    resend(found, by=request.staff.actor, at=now())
    messages.success(request, _("It will be sent again in a moment."))
    return HttpResponseRedirect(reverse("console:delivery", args=[found.id]))


def _shown_once(request: StaffRequest, name: str, secret: str) -> HttpResponse:
    back = reverse("console:webhooks")
    return show(request, "secret_once", section="webhooks", name=name, secret=secret, back=back)
