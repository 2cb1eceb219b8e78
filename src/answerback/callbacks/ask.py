"""Step 1, the user's own way in: he asks to be rung. One wish at a time, and not so often that it hurts anybody."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.request import request
from answerback.customers.models import Customer, Purpose
from answerback.customers.stop import forbids
from answerback.journal.write import Actor
from answerback.ui.refusals import Refusal

MOST_A_DAY = 3
A_DAY = timedelta(days=1)
PRIORITY = 3


class AskedTooOften(Refusal):
    """Whoever holds a stolen session must not be able to make us ring again and again."""

    code = "asked_too_often"
    status = 429
    says = _("You have asked for a call three times within a day. Please try again tomorrow.")


class ToldNotToRing(Refusal):
    """The customer has stopped such calls himself."""

    code = "told_not_to_ring"
    status = 409
    says = _("You told us not to ring you. Allow our calls again first.")


def ask(customer: Customer, *, language: str, in_app: bool = False, by: Actor, at: datetime) -> Callback:
    """A callback because its customer wants one; while such a one is open it is given back."""
    with transaction.atomic():
        locked = Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
        asked = Callback.objects.for_wallet(customer.wallet_id).filter(
            customer=customer, kind=Kind.CUSTOMER_REQUEST
        )
        open_one: Callback | None = asked.filter(ended_at=None).first()
        if open_one is not None:
            return open_one
        if forbids(locked.stop, Purpose.SERVICE):
            raise ToldNotToRing()
        recent = list(asked.filter(created_at__gt=at - A_DAY).order_by("created_at"))
        if len(recent) >= MOST_A_DAY:
            raise AskedTooOften(retry_at=recent[-MOST_A_DAY].created_at + A_DAY)
        return request(
            wallet=customer.wallet,
            customer=customer,
            kind=Kind.CUSTOMER_REQUEST,
            purpose=Purpose.SERVICE,
            priority=PRIORITY,
            guide=Kind.CUSTOMER_REQUEST,
            not_before=at,
            deadline_at=None,
            language=language,
            in_app=in_app,
            by=by,
            at=at,
        )
