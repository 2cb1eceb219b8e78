"""Which member of staff an actor is: `Actor.id` of staff is the id of the membership in this wallet."""

from __future__ import annotations

from uuid import UUID

from answerback.journal.write import Actor
from answerback.people.models import Membership


def membership_of(by: Actor, *, wallet_id: UUID) -> Membership | None:
    """The membership of an actor of kind "staff"; None for the system, a machine or a customer."""
    if by.kind != "staff":
        return None
    found: Membership | None = Membership.objects.for_wallet(wallet_id).filter(id=by.id).first()
    return found
