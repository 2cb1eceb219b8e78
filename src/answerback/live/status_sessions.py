"""The status in the wallet's own app or page: leave for its signed-in customer, given to its backend, and taken back.

No row is kept: the ticket says everything for sixty seconds, the wallet's backend is asked for the next one and so
decides each minute anew. An ended session is an entry of the journal, which closes its streams on every node.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer
from answerback.journal.read import of_subject
from answerback.journal.write import Actor, Subject, write
from answerback.live.tickets import LIVES_SECONDS, Audience, mint
from answerback.ui.refusals import Refusal
from answerback.wallets.policies import policies_of

ENDED = "status_session.ended"


class OriginNotDeclared(Refusal):
    """The page that wants to read the status is not one of the wallet's declared sites."""

    code = "status.origin_not_declared"
    status = 422
    says = _(
        "This web site is not among those that may show the live status. Declare it in the console first."
    )


class StatusSessionEnded(Refusal):
    """The session was ended; a new one must be begun."""

    code = "status.session_ended"
    status = 409
    says = _("This status session was ended. Begin a new one by leaving out “session”.")


@dataclass(frozen=True)
class Leave:
    """`ticket` opens `/live/stream` and `/live/status` until `expires_at`; `session` names the app's session."""

    ticket: str
    session: UUID
    expires_at: datetime


def give_leave(customer: Customer, *, session: UUID | None = None, origin: str = "", at: datetime) -> Leave:
    """A ticket for this customer's own status. Raises `OriginNotDeclared` and `StatusSessionEnded`."""
    if origin and origin not in policies_of(customer.wallet).status_origins:
        raise OriginNotDeclared
    if session is not None and _has_ended(customer, session):
        raise StatusSessionEnded
    session = session or uuid4()
    ticket = mint(Audience.APP, customer.wallet_id, customer.id, session.hex, at=at, origin=origin)
    expires = int(at.timestamp()) + LIVES_SECONDS
    return Leave(ticket, session, datetime.fromtimestamp(expires, tz=UTC))


@transaction.atomic
def end(customer: Customer, session: UUID, *, by: Actor, at: datetime) -> None:
    """The customer signed out of the app: its streams close, its tickets open nothing more. Twice is once."""
    if not _has_ended(customer, session):
        write(
            ENDED,
            wallet_id=customer.wallet_id,
            subject=Subject("status_session", session),
            customer_id=customer.id,
            by=by,
            at=at,
        )


def _has_ended(customer: Customer, session: UUID) -> bool:
    entries = of_subject(Subject("status_session", session), wallet_id=customer.wallet_id)
    return any(entry.kind == ENDED and entry.customer_id == customer.id for entry in entries)
