"""Somebody stops working for a wallet: the place ends at once, and with the last place every way in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.people.models import Membership, Person, Role
from answerback.people.queries import memberships_of
from answerback.people.refusals import LastAdministrator
from answerback.people.sign_out_everywhere import end_sessions


def end_membership(membership: Membership, *, by: Actor, at: datetime) -> Membership:
    """End the place; ending it twice changes nothing. The row stays: past calls name it.

    Raises `LastAdministrator`.
    """
    with transaction.atomic():
        standing = Membership.objects.for_wallet(membership.wallet_id).filter(id=membership.id, ended_at=None)
        if standing.update(ended_at=at):
            check_administrator_remains(membership)
            end_sessions(membership.person)
            _close_if_idle(membership.person)
            _tell(membership, by=by, at=at)
    membership.refresh_from_db()
    return membership


def check_administrator_remains(membership: Membership) -> None:
    """A wallet whose last administrator left could never be repaired from inside."""
    if membership.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.for_wallet(membership.wallet_id).filter(
        role=Role.ADMINISTRATOR, ended_at=None
    )
    if not others.exists():
        raise LastAdministrator


def _close_if_idle(person: Person) -> None:
    if not person.is_superuser and not memberships_of(person).exists():
        Person.objects.filter(id=person.id).update(is_active=False)


def _tell(membership: Membership, *, by: Actor, at: datetime) -> None:
    write(
        "membership.ended",
        wallet_id=membership.wallet_id,
        subject=Subject("membership", membership.id),
        by=by,
        at=at,
        audience=Audience.AUDIT,
        data={"role": membership.role, "person": membership.person_id},
    )
