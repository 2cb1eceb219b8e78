"""The customer's session in the portal: begun by a spent link, found by its cookie, ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.customers.models import Customer, PortalSession
from answerback.customers.tokens import digest_of, new_token
from answerback.journal.write import Actor, Subject, write

LIVES = timedelta(hours=4)


@transaction.atomic
def begin(customer: Customer, *, at: datetime) -> tuple[PortalSession, str]:
    """A new session and the value of its cookie, which is not kept."""
    cookie = new_token()
    session = PortalSession.objects.create(
        wallet_id=customer.wallet_id,
        customer=customer,
        digest=digest_of(cookie),
        created_at=at,
        expires_at=at + LIVES,
    )
    _journal("portal_session.begun", session, at=at)
    return session, cookie


def find(cookie: str, *, at: datetime) -> PortalSession | None:
    """The living session of this cookie, with its customer and wallet."""
    if not cookie:
        return None
    # every wallet: the cookie is the only thing that is known yet.
    return (
        PortalSession.objects.select_related("customer", "customer__wallet")
        .filter(digest=digest_of(cookie), ended_at=None, expires_at__gt=at, customer__erased_at=None)
        .first()
    )


@transaction.atomic
def end(session: PortalSession, *, at: datetime) -> None:
    """The customer leaves; the second time nothing happens."""
    found = PortalSession.objects.for_wallet(session.wallet_id).filter(pk=session.pk, ended_at=None)
    if found.update(ended_at=at):
        _journal("portal_session.ended", session, at=at)


@transaction.atomic
def end_all(customer: Customer, *, at: datetime) -> int:
    """Every session of the customer ends, for instance because his phone was stolen; how many did."""
    living = PortalSession.objects.for_wallet(customer.wallet_id).filter(customer=customer, ended_at=None)
    ended = list(living)
    living.update(ended_at=at)
    for session in ended:
        _journal("portal_session.ended", session, at=at)
    return len(ended)


def _journal(kind: str, session: PortalSession, *, at: datetime) -> None:
    write(
        kind,
        wallet_id=session.wallet_id,
        subject=Subject("portal_session", session.id),
        customer_id=session.customer_id,
        by=Actor("customer", session.customer_id),
        at=at,
    )
