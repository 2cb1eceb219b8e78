"""Personal data opens with the answered call and is logged; the agent never sees a full number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.queries import last_attempt
from answerback.callbacks.states import AttemptState, record
from answerback.customers.models import PhoneNumber
from answerback.journal.write import Actor, Audience
from answerback.people.models import Membership
from answerback.ui.refusals import Refusal
from answerback.wallets.kinds import Line


class NotOpenYet(Refusal):
    """No answered leg of this agent: nothing of the person is shown."""

    code = "personal_data_closed"
    status = 403
    says = _("The customer's data opens when the call is answered.")


@dataclass(frozen=True)
class Opened:
    """What an agent in the call may see. `masked` shows the last two digits; `number` is for the manual line alone."""

    name: str
    masked: str
    number: str = ""


def open_data(callback: Callback, agent: Membership, *, by: Actor, at: datetime) -> Opened:
    """The person behind the callback, for the agent on the answered leg; each opening is written down once a leg."""
    attempt = last_attempt(callback)
    if attempt is None or attempt.agent_id != agent.id or not _answered_or_manual(attempt):
        raise NotOpenYet()
    with transaction.atomic():
        _write_down(callback, attempt, by, at)
    number = attempt.phone.e164 if attempt.phone and attempt.line == Line.MANUAL else ""
    return Opened(
        callback.customer.name or "", f"•••• {attempt.last_two}" if attempt.last_two else "", number
    )


def _answered_or_manual(attempt: Attempt) -> bool:
    """The manual line must show the number to be dialled; that is its price, and why it is off by default."""
    if attempt.line == Line.MANUAL:
        return attempt.state != AttemptState.ENDED
    return attempt.answered_at is not None


def _write_down(callback: Callback, attempt: Attempt, by: Actor, at: datetime) -> None:
    from answerback.journal.models import Entry

    known = Entry.objects.filter(kind="customer.read", subject_id=callback.id, data__attempt=str(attempt.id))
    if not known.exists():
        data = {"attempt": str(attempt.id), "what": "name" if attempt.line != Line.MANUAL else "number"}
        record(callback, "customer.read", by=by, at=at, data=data, audience=Audience.STAFF)


def numbers_masked(callback: Callback) -> list[str]:
    """The last two digits of each number on file, for the desk before the call."""
    rows = PhoneNumber.objects.for_wallet(callback.wallet_id).filter(
        customer=callback.customer_id, retired_at=None
    )
    return [f"•••• {number.last_two}" for number in rows]
