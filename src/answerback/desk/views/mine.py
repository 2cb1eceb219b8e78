"""What every view of the desk begins with: this agent's own callback, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from answerback.callbacks.models import Callback
from answerback.callbacks.queries import find
from answerback.people.access import StaffRequest


def mine(request: StaffRequest, callback_id: UUID) -> Callback:
    """The callback on this agent's own desk; another's is not there."""
    callback = find(request.staff.wallet.id, callback_id)
    if callback is None or callback.agent_id != request.staff.membership.id:
        raise Http404
    return callback


def back() -> HttpResponseRedirect:
    """To the desk."""
    return HttpResponseRedirect(reverse("desk:home"))
