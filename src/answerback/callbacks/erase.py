"""Erasing a person from the story: what waits is cancelled, his words and codes are deleted; refused during a call."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Attempt, Callback, Code, Preparation
from answerback.callbacks.states import LEASED, State, move
from answerback.customers.models import Customer
from answerback.journal.write import SYSTEM
from answerback.telephony.forget import forget_customer
from answerback.ui.refusals import Refusal


class CallUnderWay(Refusal):
    """The person is on an agent's desk or on the line."""

    code = "call_under_way"
    status = 409
    says = _("A call with this customer is under way. Erase the data when it is over.")


def erase_story(customer: Customer, at: datetime) -> None:
    """Forget what the story knows of him; the rows that counts and the chain need stay, without a word of his."""
    rows = Callback.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    if rows.filter(state__in=LEASED).exists():
        raise CallUnderWay()
    for callback in rows.filter(state=State.PLANNED):
        move(callback, State.CANCELLED, by=SYSTEM, at=at, data={"reason": "erased"})
    rows.update(matter_id="", about={}, ticket=None)
    Preparation.objects.for_wallet(customer.wallet_id).filter(callback__customer=customer).delete()
    Code.objects.for_wallet(customer.wallet_id).filter(attempt__callback__customer=customer).delete()
    Attempt.objects.for_wallet(customer.wallet_id).filter(callback__customer=customer).update(last_two="")
    forget_customer(customer.wallet_id, customer.id)
