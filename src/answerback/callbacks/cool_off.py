"""Step 8, before the yes: while somebody may be on the user's line who is not proven to be us, nothing is approved.

Coached approvals are said into an ear. Our own call that nobody has proven yet, and a line on which somebody else sits,
are all that we see of such an ear; both pass by themselves.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from answerback.callbacks.queries import state_of
from answerback.callbacks.status import Face
from answerback.customers.models import Customer
from answerback.ui.refusals import Refusal

UNPROVEN = (Face.CONNECTED, Face.ELSEWHERE)


class UnprovenCall(Refusal):
    """A yes while such a call is going on."""

    code = "unproven_call"
    status = 409
    says = _(
        "Somebody who has not been proven to be us may be on your line. Nothing can be approved until that is "
        "over or proven. Declining works at once."
    )


def cools_off(customer: Customer, *, at: datetime) -> bool:
    """Whether the customer should decide nothing now."""
    return state_of(customer, at).face in UNPROVEN


def refuse_while_unproven(customer: Customer, *, at: datetime) -> None:
    """Raises `UnprovenCall`; when it will be over by the clock it says so."""
    status = state_of(customer, at)
    if status.face in UNPROVEN:
        raise UnprovenCall(retry_at=status.until)
